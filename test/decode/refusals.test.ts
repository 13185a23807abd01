import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { buildFolder, placesOf } from '../support/build-in-memory.ts'
import { certificate, pem, signed } from '../support/certificates.ts'
import { element, integer, octetString, sequence } from '../support/der.ts'
import { ecKey } from '../support/keys.ts'
import { openssl } from '../support/openssl.ts'
import { EC_ROOT, RSA_ROOT } from '../support/roots.ts'

const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const { privateKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64')
const pkcs8 = rsa.export({ format: 'pem', type: 'pkcs8' }).toString()
const secret = (data: object) => JSON.stringify({ apiVersion: 'v1', kind: 'Secret', ...data })

const KEYS: Record<string, string | Uint8Array> = {
  'PKCS#1': rsa.export({ format: 'pem', type: 'pkcs1' }).toString(),
  'PKCS#8': pkcs8,
  'PKCS#8, encrypted': rsa.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
  'PKCS#1, encrypted in the old way': rsa
    .export({ format: 'pem', type: 'pkcs1', cipher: 'aes-128-cbc', passphrase: 'x' })
    .toString(),
  EC: ec.export({ format: 'pem', type: 'sec1' }).toString(),
  OpenSSH: pem(Buffer.from('openssh-key-v1\0none'), 'OPENSSH PRIVATE KEY'),
  PuTTY: 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n',
  'JSON Web Key': JSON.stringify(ec.export({ format: 'jwk' })),
  'PKCS#8 in DER': rsa.export({ format: 'der', type: 'pkcs8' }),
  'PKCS#1 in DER': rsa.export({ format: 'der', type: 'pkcs1' }),
  'EC in DER': ec.export({ format: 'der', type: 'sec1' }),
  'PKCS#8 in DER, encrypted': rsa.export({ format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }),
  'PKCS#8 in DER, cut off': rsa.export({ format: 'der', type: 'pkcs8' }).subarray(0, 300),
  'PKCS#8 labelled CERTIFICATE': pkcs8.replaceAll('PRIVATE KEY', 'CERTIFICATE'),
  'PKCS#8 without its END': pkcs8.split('\n').slice(0, 8).join('\n'),
  'PKCS#8 on one line': pkcs8.replaceAll('\n', ' '),
  'base64 of PKCS#8': base64(pkcs8),
  'base64 of base64 of PKCS#8': base64(base64(pkcs8)),
  'base64 of DER': base64(rsa.export({ format: 'der', type: 'pkcs8' })),
  'tls.key in a Secret': secret({ data: { 'tls.key': base64(pkcs8) } }),
  'another key of a Secret': secret({ data: { password: base64(pkcs8) } }),
  'stringData of a Secret': secret({ stringData: { 'ca.crt': pkcs8 } }),
  'a Secret in a List': JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [JSON.parse(secret({ data: { x: base64(pkcs8) } }))],
  }),
}

describe('a private key is refused, and nothing of it printed, in the form', () => {
  test.each(Object.entries(KEYS))('%s', async (_, content) => {
    const { findings, outputs } = await buildFolder({ 'certs/a.crt': content, 'certs/b.crt': pem(RSA_ROOT) })
    expect(findings.map(({ rule }) => rule)).toContain('private-key')
    expect(outputs).toEqual([])
    const said = JSON.stringify(findings)
    const body = Buffer.from(content).toString('latin1').replaceAll(/\s/g, '')
    for (let at = 40; at + 12 < body.length; at += 12) expect(said).not.toContain(body.slice(at, at + 12))
  })
})

const key = ecKey('refused')
const request = openssl(['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', '/dev/null', '-subj', '/CN=r'])
const revocations = signed(
  sequence(integer(1), sequence(element(0x06, [42])), sequence(), element(0x17, Buffer.from('260101000000Z'))),
  key,
)

const REFUSED: readonly [form: string, rule: string, content: string | Uint8Array, said: RegExp][] = [
  ['a signing request', 'wrong-block', request, /signing request/],
  ['a signing request in DER', 'wrong-block', openssl(['req', '-outform', 'DER'], request), /signing request/],
  ['a revocation list', 'wrong-block', pem(revocations, 'X509 CRL'), /revocation list/],
  ['a revocation list in DER', 'wrong-block', revocations, /revocation list/],
  ['a public key', 'wrong-block', pem(key.spki, 'PUBLIC KEY'), /public key/],
  ['a public key in DER', 'wrong-block', key.spki, /public key/],
  ['an SSH public key', 'wrong-block', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHk a@b\n', /SSH/],
  ['PKCS#12', 'wrong-block', sequence(integer(3), sequence(octetString([1]))), /PKCS#12/],
  ['a Java key store', 'wrong-block', Buffer.from('feedfeed00000002', 'hex'), /JKS/],
  ['a ZIP archive', 'wrong-block', Buffer.from('504b030414000000', 'hex'), /archive/],
  [
    'OpenSSL TRUSTED CERTIFICATE',
    'trusted-label',
    openssl(['x509', '-trustout', '-addtrust', 'serverAuth'], pem(RSA_ROOT)),
    /TRUSTED/,
  ],
  ['PEM with headers', 'pem-headers', pem(RSA_ROOT).replace('-----\n', '-----\nComment: mine\n\n'), /header lines/],
  ['a login page', 'no-certificate', '<!DOCTYPE html>\n<html><body>Sign in</body></html>\n', /web page/],
  ['UTF-16', 'file-encoding', Buffer.from(`\ufeff${pem(RSA_ROOT)}`, 'utf16le'), /UTF-16/],
  ['UTF-16 without a mark', 'file-encoding', Buffer.from(pem(RSA_ROOT), 'utf16le'), /UTF-16/],
  ['an empty file', 'empty-file', '', /empty/],
  ['a file of blanks', 'empty-file', ' \n\n', /empty/],
  ['plain text', 'no-certificate', 'ask Bob for the certificate\n', /nothing in it/],
  [
    'base64 of plain text',
    'no-certificate',
    base64('ask Bob for the certificate, he has it on a stick'),
    /nothing in it/,
  ],
  ['base64url', 'damaged-block', base64(pem(RSA_ROOT)).replaceAll('C', '-'), /base64url/],
  ['a Deployment', 'no-certificate', 'apiVersion: apps/v1\nkind: Deployment\n', /Deployment without certificates/],
  [
    'a Secret without certificates',
    'left-out',
    'apiVersion: v1\nkind: Secret\ndata:\n  user: YWRtaW4=\n',
    /holds no certificate/,
  ],
]

describe('what is not a certificate is called by its name, with the way out', () => {
  test.each(REFUSED)('%s is %s', async (_, rule, content, said) => {
    const { findings, outputs } = await buildFolder({ 'certs/a.crt': content })
    const finding = findings.find(found => found.rule === rule)
    expect(finding?.message).toMatch(said)
    expect(finding?.fix).not.toBe('')
    expect(finding?.path).toBe('certs/a.crt')
    expect(outputs).toEqual([])
  })
})

const two = (middle: string) => `${pem(RSA_ROOT)}${middle}${pem(EC_ROOT)}`
const one = pem(certificate({ key, subject: 'Damaged' }))
const lines = one.split('\n')
const body = Buffer.from(lines.slice(1, -2).join(''), 'base64')
/** The line of the damaged block's BEGIN. */
const at = pem(RSA_ROOT).split('\n').length

const DAMAGED: readonly [damage: string, rule: string, line: number, content: string][] = [
  ['a missing END', 'damaged-block', at, two(`${lines.slice(0, -2).join('\n')}\n`)],
  ['a missing BEGIN', 'damaged-block', at + lines.length - 3, two(`${lines.slice(1).join('\n')}`)],
  ['a missing BEGIN and END', 'damaged-block', at, two(`${lines.slice(1, -2).join('\n')}\n`)],
  [
    'a character that is not base64',
    'damaged-block',
    at,
    two([...lines.slice(0, 2), `!${lines[2]?.slice(1)}`, ...lines.slice(3)].join('\n')),
  ],
  [
    'a missing character',
    'damaged-block',
    at,
    two([...lines.slice(0, 3), lines[3]?.slice(1), ...lines.slice(4)].join('\n')),
  ],
  ['an END that names something else', 'damaged-block', at, two(one.replace('END CERTIFICATE', 'END PKCS7'))],
  ['glued boundaries', 'damaged-block', 1, two('').replace('-----\n-----BEGIN', '----------BEGIN')],
  ['an indented block', 'damaged-block', at, two(one.replaceAll(/^(?=.)/gm, '  '))],
  ['a block in lower case', 'damaged-block', at, two(one.replaceAll('CERTIFICATE', 'certificate'))],
  ['four dashes', 'damaged-block', at, two(one.replace('-----BEGIN', '----BEGIN'))],
  ['octets after the DER', 'trailing-bytes', at, two(pem(Buffer.concat([body, Buffer.from([0])])))],
  ['DER that is cut off', 'damaged-block', at, two(pem(body.subarray(0, -9)))],
  [
    'a length that is not minimal',
    'not-der',
    at,
    two(pem(Buffer.concat([Buffer.from([0x30, 0x83, 0x00]), body.subarray(2)]))),
  ],
  [
    'an indefinite length',
    'not-der',
    at,
    two(pem(Buffer.concat([Buffer.from([0x30, 0x80]), body.subarray(4), Buffer.from([0, 0])]))),
  ],
]

describe('a damaged block is an error with its line, and the good ones beside it are read', () => {
  test.each(DAMAGED)('%s is %s', async (_, rule, line, content) => {
    const { findings, outputs } = await buildFolder({ 'certs/a.crt': content })
    expect(placesOf(findings)).toContain(`error ${rule} certs/a.crt:${line}`)
    expect(outputs).toEqual([])
  })

  test('all of them are told in one run', async () => {
    const folder = Object.fromEntries(DAMAGED.map(([name, , , content]) => [`certs/${name}.crt`, content]))
    const { findings } = await buildFolder(folder)
    expect(new Set(findings.filter(({ severity }) => severity === 'error').map(({ path }) => path)).size).toBe(
      DAMAGED.length,
    )
  })

  test('a refused certificate is called by the name that a more lenient parser finds in it', async () => {
    const { findings } = await buildFolder({ 'certs/a.crt': pem(Buffer.concat([body, Buffer.from([0])])) })
    expect(findings[0]?.message).toContain('CN=Damaged, valid to 2040-01-01')
  })
})
