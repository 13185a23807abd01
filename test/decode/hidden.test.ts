import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { buildFolder, placesOf, seriousAmong } from '../support/build-in-memory.ts'
import { certificate, pem } from '../support/certificates.ts'
import { bitString, element, explicit, integer, NULL, octetString, oid, sequence, set, time } from '../support/der.ts'
import { edKey } from '../support/keys.ts'
import { EC_ROOT, RSA_ROOT } from '../support/roots.ts'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
const keyDer = privateKey.export({ format: 'der', type: 'pkcs8' })
const jwk = JSON.stringify(privateKey.export({ format: 'jwk' }))
const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64')
const bodyOf = (text: string, indent = '') =>
  text
    .split('\n')
    .slice(1, -2)
    .map(line => indent + line)
    .join('\n')
const [one, two] = [pem(RSA_ROOT), pem(EC_ROOT)]
const secret = (lines: string) => `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n${lines}`
const rulesOf = async (content: string | Uint8Array) =>
  seriousAmong((await buildFolder({ 'certs/x.crt': content })).findings).map(({ rule }) => rule)

describe('a private key is found wherever it stands', () => {
  test.each([
    ['in a Secret before a PEM block', `${secret(`data:\n  tls.key: ${base64(key)}\n`)}---\n${one}`],
    ['behind a label beside a PEM block', `${one}tls.key: ${base64(key)}\n`],
    ['without its boundaries, indented', `${one}${bodyOf(key, '  ')}\n`],
    ['as a JSON Web Key beside a PEM block', `${one}${jwk}\n`],
    ['as a JSON Web Key Set', `[${jwk}]`],
    ['as a JSON Web Key behind a comment', `// mine\n${jwk}`],
    ['as a PuTTY key behind a comment', '# mine\nPuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n'],
    [
      'in the annotation that kubectl apply leaves',
      secret(`  annotations: {a: '{"data":{"tls.key":"${base64(key)}"}}'}\ndata:\n  ca.crt: ${base64(one)}\n`).replace(
        'metadata: { name: a }\n',
        'metadata:\n',
      ),
    ],
    ['in a comment of a Secret', secret(`data:\n  # tls.key: ${base64(key)}\n  ca.crt: ${base64(one)}\n`)],
    [
      'in a kubeconfig in a Secret',
      secret(`data:\n  value: ${base64(`users:\n- user:\n    client-key-data: ${base64(key)}\n`)}\n`),
    ],
    ['in the name of a key of a Secret', secret(`stringData:\n  ${base64(keyDer)}: x\n`)],
    ['in the kind of an object', `apiVersion: v1\nkind: ${base64(keyDer)}\n`],
    ['in a Secret with a byte order mark', `\ufeff${secret(`data:\n  tls.key: ${base64(key)}\n`)}`],
    ['in UTF-16', Buffer.from(`\ufeff${key}`, 'utf16le')],
    ['in base64 that is cut off', base64(key).slice(0, 901)],
    ['in PEM without its BEGIN', key.split('\n').slice(1).join('\n')],
    ['in PEM with dashes of another length', key.replaceAll('-----', '–––––')],
    [
      'encrypted, labelled as a certificate',
      privateKey
        .export({ format: 'pem', type: 'pkcs1', cipher: 'aes-128-cbc', passphrase: 'x' })
        .toString()
        .replaceAll('RSA PRIVATE KEY', 'CERTIFICATE'),
    ],
    ['of OpenSSH, labelled as a certificate', pem(Buffer.from(`openssh-key-v1\0${'none'.repeat(20)}`))],
  ])('%s', async (_, content) => {
    const { findings, outputs } = await buildFolder({ 'certs/x.crt': content })
    expect(findings.map(({ rule }) => rule)).toContain('private-key')
    expect(outputs).toEqual([])
    expect(JSON.stringify(findings)).not.toMatch(/[A-Za-z0-9+/]{65,}/)
  })
})

describe('a certificate that is not read is told', () => {
  test.each([
    ['in a Secret before a PEM block', `${secret(`data:\n  ca.crt: ${base64(two)}\n`)}---\n${one}`],
    ['behind a label beside a PEM block', `${one}certificate-authority-data: ${base64(two)}\n`],
    ['without its boundaries, indented', `${one}${bodyOf(two, '    ')}\n`],
    [
      'damaged, under any key of a Secret',
      secret(`data:\n  ok.crt: ${base64(one)}\n  additional-ca-1: ${base64(RSA_ROOT.subarray(0, 300))}\n`),
    ],
    ['damaged, encoded twice', secret(`data:\n  a: ${base64(base64(one.slice(0, 700)))}\n`)],
    [
      'under an alias',
      `x: &d\n  ca.crt: ${base64(two)}\napiVersion: v1\nkind: Secret\ndata: *d\nstringData: { b.crt: "${base64(one)}" }\n`,
    ],
    ['wrapped six times', secret(`data:\n  a: ${base64(base64(base64(base64(base64(base64(one))))))}\n`)],
    ['in a second field of a PKCS#7 bag', bag(explicit(0, RSA_ROOT), explicit(0, EC_ROOT))],
    ['as the content of a PKCS#7 message', bag(explicit(0, RSA_ROOT), undefined, explicit(0, octetString(EC_ROOT)))],
  ])('%s', async (_, content) => {
    expect((await buildFolder({ 'certs/x.crt': content })).findings.map(({ severity }) => severity)).toContain('error')
  })

  test('a private key in place of the revocation lists of a PKCS#7 bag is one', async () =>
    expect(await rulesOf(bag(explicit(0, RSA_ROOT), element(0xa1, keyDer)))).toContain('private-key'))
})

function bag(certificates: Buffer, more?: Buffer, content?: Buffer): Buffer {
  const contentInfo = sequence(oid('1.2.840.113549.1.7.1'), ...(content === undefined ? [] : [content]))
  const signedData = sequence(
    integer(1),
    set(),
    contentInfo,
    certificates,
    ...(more === undefined ? [] : [more]),
    set(),
  )
  return sequence(oid('1.2.840.113549.1.7.2'), explicit(0, signedData))
}

describe('what people write around certificates raises nothing', () => {
  test.each([
    ['a name and a fingerprint', `GlobalSign\n${'ebd41040'.repeat(8)}\n\n`],
    ['names, one a line', 'AmazonRootCA1\nAmazonRootCA2\nAmazonRootCA3\nAmazonRootCA4\nGlobalSignR3\nISRGRootX1\n'],
    ['a long path', '/etc/ssl/certs/Acme/2024/RootCertificateAuthority/ProductionEnvironment1\n'],
    ['a SHA-512 in base64', `${base64(Buffer.alloc(64, 'q7'))}\n`],
    ['a pin', 'sha256/r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlByibiA5E=\n'],
    ['a headline between dashes', '# ---- BEGIN CERTIFICATES FOR ACME ----\n--------- End key certs ---------\n'],
    ['apiVersion and kind in a comment', '# apiVersion: v1\n# kind: Secret\n'],
    ['a degree sign', '0° heading\n'],
    ['Bag Attributes', 'Bag Attributes\n    localKeyID: 54 69 6D 65 20 31\nKey Attributes: <No Attributes>\n'],
    ['certifi', '# Issuer: CN=a O=b\n# Label: "c"\n# Serial: 4835703278459707669005204\n# MD5 Fingerprint: 4e:f2\n'],
  ])('%s', async (_, text) =>
    expect(placesOf(seriousAmong((await buildFolder({ 'certs/x.crt': text + one })).findings))).toEqual([]))

  test('nor does the end of file that DOS writes', async () => expect(await rulesOf(`${one}\u001a`)).toEqual([]))

  test.each([
    ['a trailing separator', secret(`data:\n  ca.crt: ${base64(one)}\n---\n`)],
    ['a byte order mark', `\ufeff${secret(`data:\n  ca.crt: ${base64(one)}\n`)}`],
  ])('nor does %s of a manifest', async (_, text) => expect(await rulesOf(text)).toEqual([]))

  test('a null value of a Secret is only told', async () => {
    const folder = { 'certs/x.crt': secret(`data:\n  ca.crt: ${base64(one)}\n  other:\n`) }
    expect(placesOf((await buildFolder(folder)).findings)).toEqual(['info left-out certs/x.crt:6'])
  })

  test('an entry of a manifest that bundles two certificates gives both, by their own names', async () => {
    const manifest = `apiVersion: run.tanzu.vmware.com/v1alpha3\nkind: TkgServiceConfiguration\nspec: { trust: { additionalTrustedCAs: [{ name: both, data: ${base64(one + two)} }] } }\n`
    const { outputs } = await buildFolder({ 'certs/x.yaml': manifest })
    expect(outputs[0]?.entries.map(({ name }) => name)).toEqual([
      'Root-One-cc9aae78',
      expect.stringMatching(/^Root-Two-/),
    ])
  })
})

const head = 'apiVersion: v1\nkind: Secret\n'
const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join('')
const algorithm = sequence(oid('1.2.840.113549.1.1.11'), NULL)
const named = (name: Buffer) =>
  sequence(
    sequence(
      explicit(0, integer(2)),
      integer(1),
      algorithm,
      name,
      sequence(time('2020-01-01'), time('2040-01-01')),
      name,
      edKey('hang').spki,
    ),
    algorithm,
    bitString([1]),
  )

describe('a megabyte of anything ends in a moment, in an error', () => {
  test.each([
    [
      'an arc without end',
      () => named(sequence(set(sequence(element(0x06, [0x55, 0x04], Buffer.alloc(500_000, 0xff), [1]), NULL)))),
    ],
    ['keys of a Secret', () => `${head}data:\n${many(90_000, index => ` k${index}: \n`)}`],
    ['separators', () => `${head}${'---\n'.repeat(200_000)}`],
    ['reserved characters', () => `${head}data: [${'@,'.repeat(400_000)}`],
    ['aliases', () => `${head}data: ${'*a '.repeat(300_000)}`],
    ['tags', () => `${head}data: [${'!a!b x,'.repeat(120_000)}]`],
    ['brackets', () => `${head}data: ${'['.repeat(900_000)}`],
    ['lines of binary data', () => `${'\u0001\n'.repeat(500_000)}-----BEGIN X-----\n`],
    ['beginnings of JSON Web Keys', () => `${'"kty":'.repeat(160_000)} x`],
    ['ends of blocks between comments', () => '#\n-----END A-----\n'.repeat(55_000)],
    ['blanks', () => `${' '.repeat(1_000_000)}x`],
    ['blanks before a boundary', () => `${' '.repeat(900_000)}-----BEGIN CERTIFICATE-----`],
    ['boundaries', () => '-----BEGIN CERTIFICATE-----\n'.repeat(35_000)],
    ['dashes', () => `${'-'.repeat(1_000_000)}BEGIN CERTIFICATE`],
    ['short base64 texts', () => 'QQ==\n'.repeat(200_000)],
    ['beginnings of base64', () => 'MIIB'.repeat(250_000)],
    ['broken tokens', () => `${'MII.'.repeat(250_000)}-----BEGIN`],
    ['nested DER', () => Buffer.concat(Array.from({ length: 200_000 }, () => Buffer.from([0x30, 0x80])))],
    [
      'empty structures',
      () => Buffer.concat([Buffer.from('3082000130', 'hex'), Buffer.alloc(1_000_000, Buffer.from('3000', 'hex'))]),
    ],
  ])('%s', async (_, content) => {
    const start = performance.now()
    const { findings } = await buildFolder({ 'certs/x.crt': content() })
    expect(findings.map(({ severity }) => severity)).toContain('error')
    expect(performance.now() - start).toBeLessThan(6000)
  })

  test('and a name of a hundred thousand attributes is read', async () => {
    const attribute = sequence(oid('2.5.4.3'), element(0x0c))
    const name = sequence(element(0x31, Buffer.concat(Array.from({ length: 100_000 }, () => attribute))))
    const { findings } = await buildFolder({ 'certs/x.crt': named(name) })
    expect(findings.length).toBeGreaterThan(0)
    expect(JSON.stringify(findings).length).toBeLessThan(5000)
  })

  test('and so is a certificate that says so many things', async () =>
    expect(await rulesOf(certificate({ key: edKey('x'), subject: 'x'.repeat(200_000) }))).toEqual([
      'bootstrap-size',
      'output-size',
    ]))
})
