import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printable } from '../src/printable.ts'
import { textOf } from '../src/textconv/text.ts'
import { buildFolder, textOf as manifestOf } from './support/build-in-memory.ts'
import { certificate, pem } from './support/certificates.ts'
import { utf8 } from './support/der.ts'
import { edKey, rsaKey } from './support/keys.ts'
import { certificateBag, openssl } from './support/openssl.ts'
import { BUNDLE, ED_ROOT, RSA_ROOT } from './support/roots.ts'

const text = (content: Uint8Array | string): Promise<string> => textOf(Buffer.from(content))

const ROOT_THREE = await text(ED_ROOT)
const MANIFEST = manifestOf(await buildFolder({ 'certs/a.pem': pem(ED_ROOT) }))
const KEY = edKey('secret').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
const LONG_KEY = rsaKey('secret').privateKey.export({ format: 'pem', type: 'pkcs1' }).toString()
const bodyOf = (key: string) => key.split('\n').slice(1, -2)

describe('a certificate is told as one block', () => {
  test('with what a reviewer asks for', () =>
    expect(ROOT_THREE).toBe(`certificate CN=Root Three
  issuer      itself
  serial      33
  valid from  2020-01-01T00:00:00Z
  valid until 2040-01-01T00:00:00Z
  key         Ed25519
  key SHA-256 c3b95f016bfba40e201e682f170504c42429779e28969c8d223c6a17f96895b6
  CA          yes
  SHA-256     0df3cf90980a2298020788a23be4a0585ce34f94da8b7d05d1e39ae5f4cbfc73
`))

  test.each([
    ['PEM', pem(ED_ROOT)],
    ['PEM with CRLF and text around it', `subject: x\r\n${pem(ED_ROOT).replaceAll('\n', '\r\n')}`],
    ['base64', ED_ROOT.toString('base64')],
    ['PKCS#7', certificateBag(pem(ED_ROOT), 'DER')],
    ['PKCS#7 in PEM', certificateBag(pem(ED_ROOT))],
  ])('the same in %s', async (_, content) => expect(await text(content)).toBe(ROOT_THREE))

  test('each of a bundle, in its order', async () => {
    const order = async (content: string) => (await text(content)).match(/^certificate .*$/gm)
    expect(await order(BUNDLE)).toEqual(['Root One', 'Root Two', 'Root Three'].map(name => `certificate CN=${name}`))
    expect(await order(pem(ED_ROOT) + pem(RSA_ROOT))).toEqual(['certificate CN=Root Three', 'certificate CN=Root One'])
  })

  test.each([
    [
      'an intermediate',
      { issuer: { key: edKey('above'), subject: 'Above' } },
      ['issuer      CN=Above', 'CA          yes'],
    ],
    ['a server', { ca: false }, ['CA          no']],
    ['one that says nothing', { ca: 'absent' as const }, ['CA          not said']],
    ['one without a subject', { subject: [] }, ['certificate without a subject']],
  ])('%s', async (_, recipe, lines) => {
    const told = await text(certificate({ key: edKey('below'), subject: 'Below', ...recipe }))
    for (const line of lines) expect(told).toContain(`${line}\n`)
  })
})

describe('a manifest is told as what is around the list, and the certificates in its order', () => {
  test('under their names', async () =>
    expect(await text(MANIFEST)).toBe(`apiVersion: run.tanzu.vmware.com/v1alpha3
kind: TkgServiceConfiguration
metadata:
  name: tkg-service-configuration
spec:
  defaultCNI: antrea

${ROOT_THREE.replace('\n', '\n  name        a\n')}`))

  test.each([
    ['a CNI', 'antrea', 'calico', '  defaultCNI: calico\n'],
    [
      'a proxy',
      '  defaultCNI: antrea\n',
      '  defaultCNI: antrea\n  proxy: {httpProxy: "http://p:3128"}\n',
      '    httpProxy: "http://p:3128"\n',
    ],
    ['an annotation', 'metadata:\n', 'metadata:\n  annotations: {a/b: c}\n', '    a/b: c\n'],
    ['a field beside name and data', '- name: a\n', '- name: a\n        more: here\n', 'more: here\n'],
    [
      'data that is no certificate',
      /data: \S+/,
      'data: aGVsbG8=',
      '  it is       nothing in it is a certificate\n\ndata: "(8 characters, SHA-256 ',
    ],
    ['an entry without data', /\n +data: \S+/, '', '      - name: a\n'],
    [
      'a list that is none',
      /additionalTrustedCAs:[\s\S]*/,
      'additionalTrustedCAs: none\n',
      '    additionalTrustedCAs: none\n',
    ],
  ])('%s that changes shows', async (_, from, to, shown) => {
    const changed = MANIFEST.replace(from, to)
    expect(changed).not.toBe(MANIFEST)
    expect(await text(changed)).toContain(shown)
    expect(await text(MANIFEST)).not.toContain(shown)
  })

  test('comments and layout do not show, JSON neither', async () => {
    expect(await text(MANIFEST.replace(/^ *#.*\n/gm, ''))).toBe(await text(MANIFEST))
    const { outputs } = await buildFolder({ 'certs/a.pem': pem(ED_ROOT) })
    expect(await text(JSON.stringify(outputs[0]?.manifest.object))).toBe(await text(MANIFEST))
  })

  test('with a merge conflict it is text, each certificate by its description', async () => {
    const told = await text(MANIFEST.replace('spec:\n', '<<<<<<< ours\nspec:\n=======\n'))
    expect(told).toContain('<<<<<<< ours\nspec:\n=======\n')
    expect(told).toMatch(
      / {8}data: \(CN=Root Three, self-signed root, Ed25519, 2020-01-01 to 2040-01-01, SHA-256 [0-9a-f]{64}\)\n/,
    )
    expect(told).not.toMatch(/[A-Za-z0-9+/]{65}/)
  })
})

describe('what is no certificate is told by what it is, and still shows when it changes', () => {
  test.each([
    ['a private key', KEY, 'a private key (PEM, PRIVATE KEY)'],
    [
      'a private key in DER',
      rsaKey('secret').privateKey.export({ format: 'der', type: 'pkcs1' }),
      'a private key (DER)',
    ],
    [
      'a request',
      openssl(['req', '-new', '-newkey', 'ed25519', '-nodes', '-keyout', '/dev/null', '-subj', '/CN=x']),
      'a certificate signing request',
    ],
    ['a web page', '<!doctype html><html>login</html>', 'a web page (HTML)'],
    ['noise', '\u0000\u0001\u0002', 'binary data'],
    ['a megabyte and more', Buffer.alloc(1024 * 1024 + 1, 'a'), 'octets      1048577'],
    [
      'a Secret',
      `apiVersion: v1\nkind: Secret\ndata:\n  ca.crt: ${Buffer.from(BUNDLE).toString('base64')}\n  password: aHVudGVyMg==\n`,
      'certificate CN=Root One',
    ],
  ])('%s', async (_, content, shown) => {
    const told = await text(content)
    expect(told).toContain(shown)
    expect(told).toMatch(/^the file\n {2}octets {6}\d+\n {2}SHA-256 {5}[0-9a-f]{64}\n/m)
    expect(told).not.toContain('hunter2')
    expect(told).not.toContain('aHVudGVy')
    expect(await text(Buffer.concat([Buffer.from(content), Buffer.from('\n')]))).not.toBe(told)
  })

  test('nothing at all', async () => expect(await text('')).toBe(''))
})

describe('nothing of a key is printed', () => {
  const indented = (key: string) => key.replace(/^/gm, '      ').trimEnd()
  test.each([
    ['alone', (key: string) => key],
    ['behind a certificate', (key: string) => pem(ED_ROOT) + key],
    [
      'in an annotation',
      (key: string) => MANIFEST.replace('metadata:\n', `metadata:\n  annotations:\n    a: |\n${indented(key)}\n`),
    ],
    [
      'in base64 in an annotation',
      (key: string) =>
        MANIFEST.replace('metadata:\n', `metadata:\n  annotations:\n    a: ${Buffer.from(key).toString('base64')}\n`),
    ],
    [
      'as the name of a field',
      (key: string) => MANIFEST.replace('metadata:\n', `metadata:\n  ${JSON.stringify(key)}: 1\n`),
    ],
    ['as the name of an entry', (key: string) => MANIFEST.replace('name: a\n', `name: ${JSON.stringify(key)}\n`)],
    [
      'as data of an entry',
      (key: string) => MANIFEST.replace(/data: \S+/, `data: ${Buffer.from(key).toString('base64')}`),
    ],
    ['as data of an entry, as it is', (key: string) => MANIFEST.replace(/data: \S+/, `data: ${JSON.stringify(key)}`)],
    [
      'in a comment of a manifest with a merge conflict',
      (key: string) => `<<<<<<< a\n${MANIFEST}${key.replace(/^/gm, '# ')}`,
    ],
    ['in a manifest with a merge conflict', (key: string) => `<<<<<<< a\n${MANIFEST}${indented(key)}\n`],
  ])('%s', async (_, around) => {
    for (const key of [KEY, LONG_KEY]) {
      const told = await text(around(key))
      expect(told.length).toBeGreaterThan(0)
      for (const line of bodyOf(key)) expect(told).not.toContain(line.slice(0, 24))
    }
  })
})

/** What moves a cursor, hides or reorders text, or cannot be encoded; a line break is layout. */
const HARMFUL = /[\0-\t\v-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe]|\p{Surrogate}/u

const NASTY = 'a\u001b[31m\u202e\r\n::error::x\u0000\u2028b'

describe('hostile names are harmless', () => {
  test.each([
    ['of a subject', pem(certificate({ key: edKey('x'), subject: NASTY }))],
    [
      'of an issuer',
      pem(
        certificate({
          key: edKey('x'),
          subject: 'b',
          issuer: { key: edKey('y'), subject: [['2.5.4.3', utf8(NASTY)]] },
        }),
      ),
    ],
    ['of an entry', MANIFEST.replace('name: a\n', `name: ${JSON.stringify(NASTY)}\n`)],
    [
      'of a field',
      MANIFEST.replace('metadata:\n', `metadata:\n  ${JSON.stringify(NASTY)}: ${JSON.stringify(NASTY)}\n`),
    ],
    ['in a text that is no YAML', `<<<<<<< ${NASTY}\n${MANIFEST}`],
  ])('%s', async (_, content) => {
    const told = await text(content)
    expect(told).not.toMatch(HARMFUL)
    expect(told).toContain(printable('\u202e'))
  })
})

describe('any octets give harmless text, in time and the same every time', () => {
  const check = async (octets: Uint8Array) => {
    const start = performance.now()
    const told = await textOf(octets)
    expect(performance.now() - start).toBeLessThan(2000)
    expect(told).not.toMatch(HARMFUL)
    expect(await textOf(octets)).toBe(told)
    expect(told === '' || told.endsWith('\n')).toBe(true)
  }
  const seeds: readonly Uint8Array[] = [
    ...[MANIFEST, BUNDLE, KEY].map(content => Buffer.from(content)),
    ED_ROOT,
    certificateBag(BUNDLE, 'DER'),
  ]
  const damaged = fc
    .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }))
    .map(([seed, changes]) => {
      const changed = Buffer.from(seed)
      for (const [at, octet] of changes) changed[at % changed.length] = octet
      return changed
    })
  test('octets of chance', () => fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), check)))
  test('text of chance behind the start of a manifest', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), rest =>
        check(Buffer.from(`apiVersion: run.tanzu.vmware.com/v1alpha3\nkind: TkgServiceConfiguration\n${rest}`)),
      ),
    ))
  test('damaged certificates, manifests and keys', () => fc.assert(fc.asyncProperty(damaged, check), { numRuns: 300 }))
  test.each([
    ['deep nesting', `kind: TkgServiceConfiguration\napiVersion: ${'['.repeat(200_000)}`],
    [
      'aliases of aliases',
      `apiVersion: run.tanzu.vmware.com/x\nkind: TkgServiceConfiguration\na0: &a0 x\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]\n`).join('')}`,
    ],
    [
      'many keys that are no keys',
      `{"apiVersion":"run.tanzu.vmware.com/x","kind":"TkgServiceConfiguration",${'"kty":"'.repeat(100_000)}`,
    ],
    [
      'many long values',
      `apiVersion: run.tanzu.vmware.com/x\nkind: TkgServiceConfiguration\nl:\n${`- '${'"kty":'.repeat(1300)}'\n`.repeat(500)}`,
    ],
    ['many boundaries', '-----BEGIN X-----\n'.repeat(50_000)],
    ['one long line', 'A'.repeat(1024 * 1024)],
  ])('%s', async (_, content) => {
    const start = performance.now()
    expect(await text(content)).not.toMatch(HARMFUL)
    expect(performance.now() - start).toBeLessThan(8000)
  })
})
