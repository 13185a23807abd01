import { describe, expect, test } from 'vitest'
import { buildFolder, placesOf, textOf } from '../support/build-in-memory.ts'
import { pem } from '../support/certificates.ts'
import { certificateBag, openssl } from '../support/openssl.ts'
import { EC_ROOT, RSA_ROOT } from '../support/roots.ts'

/** The same certificate in every form that is accepted, always under the same file name: content decides, never the name. */
const der = RSA_ROOT
const plain = pem(der)
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64')
const folded = (text: string) => text.replace(/.{76}/g, '$&\n')
const bag = certificateBag(plain)
const secret = (data: object, kind = 'Secret') => ({ apiVersion: 'v1', kind, metadata: { name: 'harbor' }, ...data })
const yaml = (indented: string) => indented.replace(/^\n/, '')

const FORMS: Record<string, string | Uint8Array> = {
  'PEM with CRLF': plain.replaceAll('\n', '\r\n'),
  'PEM with CR alone': plain.replaceAll('\n', '\r'),
  'PEM with a byte order mark': `\ufeff${plain}`,
  'PEM with blanks at the ends of lines': plain.replaceAll('\n', '  \t\n'),
  'PEM without a final line break': plain.trimEnd(),
  'PEM in 76 columns': pem(der, 'CERTIFICATE', 76),
  'PEM in 16 columns': pem(der, 'CERTIFICATE', 16),
  'PEM in one long line': pem(der, 'CERTIFICATE', 100_000),
  'PEM labelled X509 CERTIFICATE': pem(der, 'X509 CERTIFICATE'),
  'PEM after the text of openssl x509 -text': openssl(['x509', '-text'], plain),
  'PEM between the talk of openssl s_client': `CONNECTED(00000003)\n---\nCertificate chain\n 0 s:CN = Root One\n   i:CN = Root One\n   a:PKEY: rsaEncryption, 2048 (bit); sigalg: RSA-SHA256\n${plain}---\nServer certificate\nsubject=CN = Root One\n---\nSSL handshake has read 1374 bytes\n    Session-ID: 6F0C2C1F0A4E4C8E9B7D8A5C3E1F2A4B6C8D0E1F2A3B4C5D6E7F8091A2B3C4D5\n---\nDONE\n`,
  'PEM below a SHA-256 in plain hexadecimal': `# ${'ab'.repeat(32)}\n${'0f1e2d3c'.repeat(8)}\n${plain}`,
  DER: der,
  'PKCS#7 in PEM': bag,
  'PKCS#7 in DER': certificateBag(plain, 'DER'),
  'PKCS#7 labelled CERTIFICATE, as certutil -encode does': bag.toString().replaceAll('PKCS7', 'CERTIFICATE'),
  'base64 of PEM on one line, as kubectl prints it': base64(plain),
  'base64 of PEM on many lines': `${folded(base64(plain))}\n`,
  'base64 of PEM with CRLF': base64(plain.replaceAll('\n', '\r\n')),
  'base64 of PEM in quotes': `"${base64(plain)}"\n`,
  'base64 of DER': base64(der),
  'base64 of PKCS#7': base64(bag),
  'base64 of base64 of PEM': base64(base64(plain)),
  'base64 of base64 of PEM, both folded': folded(base64(folded(base64(plain)))),
  'a Secret in JSON': JSON.stringify(secret({ data: { 'ca.crt': base64(plain) } })),
  'a Secret in JSON, indented with tabs': JSON.stringify(secret({ data: { 'ca.crt': base64(plain) } }), null, '\t'),
  'a Secret with a twice-encoded value, as VKS wants it': JSON.stringify(
    secret({ data: { 'additional-ca-1': base64(base64(plain)) } }),
  ),
  'a List of ConfigMaps': JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [secret({ data: { 'ca.pem': plain } }, 'ConfigMap')],
  }),
  'a Secret with stringData in YAML': yaml(`
apiVersion: v1
kind: Secret
metadata: { name: harbor }
stringData:
  registry.crt: |
    ${plain.trimEnd().replaceAll('\n', '\n    ')}
`),
  'a Secret in the second document of YAML': `# nothing here\n---\napiVersion: v1\nkind: Secret\ndata:\n  ca.crt: ${base64(plain)}\n`,
  'binaryData of a ConfigMap': JSON.stringify(secret({ binaryData: { 'ca.der': base64(der) } }, 'ConfigMap')),
}

describe('the same certificate gives the same bytes, whether it comes as', async () => {
  const expected = textOf(await buildFolder({ 'certs/harbor-ca.crt': plain }))

  test.each(Object.entries(FORMS))('%s', async (_, content) => {
    const built = await buildFolder({ 'certs/harbor-ca.crt': content })
    expect(placesOf(built.findings).filter(place => !place.startsWith('info'))).toEqual([])
    expect(textOf(built)).toBe(expected)
  })

  test('an existing TkgServiceConfiguration, which keeps its entry names', async () => {
    const built = await buildFolder({ 'certs/old.yaml': expected })
    expect(textOf(built)).toBe(expected.replaceAll('certs/harbor-ca.crt', 'certs/old.yaml'))
  })
})

describe('several in one file', () => {
  test('come out of base64 texts that were appended to one another', async () => {
    const appended = `${base64(plain)}\n${base64(pem(EC_ROOT))}\n`
    expect((await buildFolder({ 'certs/a.crt': appended })).outputs[0]?.entries).toHaveLength(2)
  })

  test('come out of DER files that were appended to one another', async () => {
    expect((await buildFolder({ 'certs/a.crt': Buffer.concat([der, EC_ROOT]) })).outputs[0]?.entries).toHaveLength(2)
  })

  test('come out of a PKCS#7 chain', async () => {
    const chain = certificateBag(plain + pem(EC_ROOT))
    expect((await buildFolder({ 'certs/a.p7b': chain })).outputs[0]?.entries).toHaveLength(2)
  })
})
