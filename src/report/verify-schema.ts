import type { JsonSchema } from '../json-schema.ts'
import { count, finding, id, instant, list, object, printed, text } from './schema.ts'

const certificate: JsonSchema = object({
  certificate: id,
  subject: text,
  issuer: { type: 'string', description: 'RFC 4514.' },
  notAfter: instant,
})

const remark: JsonSchema = object({ severity: { enum: ['warning', 'info'] }, message: text, fix: text })

const verdict: JsonSchema = object(
  {
    trusted: { ...text, description: 'What is trusted, as text calls it.' },
    path: { ...text, description: 'The output or manifest, from the repository.' },
    accepted: { type: 'boolean' },
    says: { ...text, description: 'What a client of Go says, where it refuses.' },
    why: text,
    fix: text,
    anchor: object({ name: { type: 'string' }, certificate: id, path: text, line: count }),
    chain: { description: "From the server's own certificate to the anchor's.", ...list(certificate) },
    until: { ...instant, description: 'The end of what ends first on the way.' },
    endsFirst: id,
    remarks: list(remark),
  },
  ['trusted', 'path', 'accepted'],
)

/** JSON Schema of `verify --format json`; keys may be added, so none is forbidden. */
export const VERIFY_SCHEMA: JsonSchema = printed(
  'verify',
  { const: 'verify' },
  {
    now: { ...instant, description: 'The instant by which certificates were judged.' },
    configuration: { type: 'string', description: 'From the repository; empty where there is none.' },
    summary: object({ errors: count, warnings: count, notes: count, waived: count }),
    findings: list(finding),
    registries: list(
      object(
        {
          registry: { ...text, description: 'HOST:PORT.' },
          host: text,
          port: { type: 'integer', minimum: 1, maximum: 65535 },
          from: { ...text, description: 'The file with the captured chain, where it was not asked.' },
          protocol: { ...text, description: 'TLS 1.2 or TLS 1.3.' },
          answer: object(
            {
              kind: { enum: ['open', 'login', 'other', 'silent'] },
              status: { type: 'integer' },
              why: text,
              tokensFrom: { ...text, description: 'HOST:PORT.' },
              sentOnTo: { ...text, description: 'HOST:PORT, where a redirection leads to another server.' },
              cause: { enum: ['handshake', 'client', 'program', 'other'] },
            },
            ['kind'],
          ),
          problems: list(object({ where: text, message: text, fix: text }, ['message'])),
          sent: { description: 'In the order in which they came.', ...list(certificate) },
          verdicts: { description: 'Empty where it was not reached.', ...list(verdict) },
        },
        ['registry', 'host', 'port', 'sent', 'verdicts'],
      ),
    ),
  },
)
