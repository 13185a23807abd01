import type { JsonSchema } from '../json-schema.ts'
import { count, finding, id, instant, list, object, printed, text } from './schema.ts'

const anyText: JsonSchema = { type: 'string' }
const hex: JsonSchema = { type: 'string', pattern: '^([0-9a-f]{2})*$' }
const oid: JsonSchema = { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)+$' }
const truth: JsonSchema = { type: 'boolean' }
const texts = list(anyText)

const name = object({
  text: { ...anyText, description: 'RFC 4514; empty where there is no name.' },
  attributes: { description: 'In the order of the encoding.', ...list(object({ type: text, value: anyText })) },
})

const key = object(
  {
    algorithm: oid,
    label: { ...text, description: 'RSA 2048, ECDSA P-256, Ed25519 and so on.' },
    bits: { ...count, description: 'Of an RSA modulus.' },
    exponent: { ...text, description: 'Of an RSA key, hexadecimal.' },
    curve: text,
    sha256: { ...id, description: 'SHA-256 of the SubjectPublicKeyInfo.' },
  },
  ['algorithm', 'label', 'sha256'],
)

const signature = object({
  algorithm: oid,
  name: { ...text, description: 'SHA-256 with RSA and so on, else the dotted identifier.' },
  state: {
    enum: ['holds', 'other-key', 'broken', 'no-issuer', 'issuer-fails', 'unknown-algorithm'],
    description: 'Only `holds` and `other-key` mean that a certificate at hand, or its own key, verifies it.',
  },
  description: text,
})

/** What every certificate has. */
const always: Record<string, JsonSchema> = {
  name: { ...text, description: 'The name of its entry in a manifest.' },
  sha256: id,
  role: text,
  subject: name,
  issuer: name,
  selfIssued: truth,
  version: { type: 'integer', minimum: 1, maximum: 3 },
  serial: { ...hex, description: 'Content octets of the INTEGER, two’s complement.' },
  notBefore: instant,
  notAfter: instant,
  daysLeft: { type: 'integer', description: 'Whole days from now on; negative where it has ended.' },
  key,
  signature,
  issuers: {
    description: 'Certificates at hand that issued it; not verified where only the name fits.',
    ...list(object({ sha256: id, verified: truth })),
  },
  basicConstraints: { enum: ['ca', 'not-ca', 'absent'] },
  extensions: list(object({ id: oid, name: text, critical: truth })),
  origins: {
    description: 'Every place it was found.',
    ...list(object({ path: text, line: { type: 'integer', minimum: 1 } })),
  },
  findings: {
    description: 'What the rules for certificates say.',
    ...list(object({ rule: text, severity: { enum: ['error', 'warning', 'info'] }, message: text, fix: text })),
  },
}

/** What is there where the certificate has the extension. */
const sometimes: Record<string, JsonSchema> = {
  pathLength: count,
  keyUsage: texts,
  extendedKeyUsage: texts,
  subjectAltNames: texts,
  nameConstraints: object({ permitted: texts, excluded: texts }),
  subjectKeyId: hex,
  authorityKeyId: hex,
}

/** JSON Schema of `inspect --json`; keys may be added, so none is forbidden. */
export const INSPECT_SCHEMA: JsonSchema = printed(
  'inspect',
  { type: 'string', const: 'inspect' },
  {
    now: { ...instant, description: 'The instant by which days are counted.' },
    summary: object({
      certificates: count,
      errors: count,
      warnings: count,
      notes: count,
      waived: count,
      passedOver: { ...count, description: 'Files of folders that hold nothing of interest.' },
    }),
    certificates: list(object({ ...always, ...sometimes }, Object.keys(always))),
    findings: { description: 'What could not be read, with its place.', ...list(finding) },
  },
)
