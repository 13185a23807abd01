import { createHash } from 'node:crypto'
import { certificate, extension, type Recipe } from './certificates.ts'
import { bitString, element, octetString, oid, sequence } from './der.ts'
import { edKey, type KeyPair } from './keys.ts'

type Subject = NonNullable<Recipe['subject']>

const C = '2.5.4.6'
const O = '2.5.4.10'
const CN = '2.5.4.3'
const text = (value: string) => element(0x0c, Buffer.from(value))
const subject = (name: string): Subject => [
  [C, element(0x13, Buffer.from('DE'))],
  [O, text('Example Corp')],
  [CN, text(name)],
]

/** SHA-1 of the key, as RFC 5280 4.2.1.2 (1) suggests. */
const keyIdentifier = ({ spki }: KeyPair): Buffer => createHash('sha1').update(spki.subarray(12)).digest()
const subjectKeyId = (key: KeyPair): Buffer => extension('2.5.29.14', false, octetString(keyIdentifier(key)))
const authorityKeyId = (key: KeyPair): Buffer =>
  extension('2.5.29.35', false, sequence(element(0x80, keyIdentifier(key))))
const keyUsage = (octet: number, unused: number): Buffer => extension('2.5.29.15', true, bitString([octet], unused))
const dns = (name: string): Buffer => element(0x82, Buffer.from(name))
const subtree = (name: Buffer): Buffer => sequence(name)

const [rootKey, issuingKey, otherKey, serverKey] = [
  edKey('pki/root'),
  edKey('pki/issuing'),
  edKey('pki/other'),
  edKey('pki/server'),
]

const ROOT_NAME = subject('Example Root R1')
const ISSUING_NAME = subject('Example Issuing CA')

/** Signs and names as a root CA does. */
export const ROOT: Buffer = certificate({
  key: rootKey,
  subject: ROOT_NAME,
  serial: Buffer.from('4a1f00c3', 'hex'),
  notBefore: '2024-01-01',
  notAfter: '2044-01-01',
  extensions: [keyUsage(0x06, 1), subjectKeyId(rootKey)],
})

/** Another root that has signed the same intermediate. */
export const OTHER_ROOT: Buffer = certificate({ key: otherKey, subject: subject('Example Root R2'), serial: 7 })

const issuing = (key: KeyPair, issuer: Subject, notAfter: string): Buffer =>
  certificate({
    key: issuingKey,
    subject: ISSUING_NAME,
    issuer: { key, subject: issuer },
    serial: Buffer.from('10e5eb1641bf5d93', 'hex'),
    notBefore: '2025-01-01',
    notAfter,
    extensions: [
      keyUsage(0x06, 1),
      extension('2.5.29.30', true, sequence(element(0xa0, subtree(dns('corp.example'))))),
      subjectKeyId(issuingKey),
      authorityKeyId(key),
    ],
  })

/** An intermediate, signed by each of the two roots. */
export const ISSUING: Buffer = issuing(rootKey, ROOT_NAME, '2030-01-01')
export const CROSS: Buffer = issuing(otherKey, subject('Example Root R2'), '2029-01-01')

/** The certificate of a server, issued by the intermediate. */
export const SERVER: Buffer = certificate({
  key: serverKey,
  subject: 'registry.corp.example',
  issuer: { key: issuingKey, subject: ISSUING_NAME },
  serial: Buffer.from('329b56514f71721e', 'hex'),
  notBefore: '2026-01-01',
  notAfter: '2026-08-01',
  ca: false,
  extensions: [
    keyUsage(0x80, 7),
    extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', false, sequence(dns('registry.corp.example'), dns('registry'))),
    subjectKeyId(serverKey),
    authorityKeyId(issuingKey),
  ],
})
