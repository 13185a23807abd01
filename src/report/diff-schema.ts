import type { JsonSchema } from '../json-schema.ts'
import { finding, id, instant, list, object, printed, text } from './schema.ts'

const anyText: JsonSchema = { type: 'string' }

const certificate = object({
  sha256: id,
  role: text,
  subject: { ...anyText, description: 'RFC 4514; empty where there is none.' },
  issuer: anyText,
  notBefore: instant,
  notAfter: instant,
  key: object({ label: text, sha256: { ...id, description: 'SHA-256 of the SubjectPublicKeyInfo.' } }),
})

const change = object(
  {
    kind: { enum: ['added', 'removed', 'replaced', 'renewed', 'renamed', 'moved', 're-encoded'] },
    name: { ...anyText, description: 'The name of the entry; of the old side where it was removed.' },
    certificate,
    previousName: { ...anyText, description: 'Of a certificate that was renamed, renewed or replaced.' },
    previous: { description: 'What was renewed or replaced.', ...certificate },
    from: { description: 'Files of the old side, where a certificate moved.', ...list(text) },
    to: list(text),
    findings: { description: 'What the rules say of a certificate that is new.', ...list(finding) },
  },
  ['kind', 'name', 'certificate', 'findings'],
)

/** JSON Schema of `diff --format json`; keys may be added, so none is forbidden. */
export const DIFF_SCHEMA: JsonSchema = printed(
  'diff',
  { type: 'string', const: 'diff' },
  {
    now: { ...instant, description: 'The instant by which new certificates were judged.' },
    before: { ...text, description: 'What the old side is called.' },
    after: text,
    outputs: list(
      object(
        {
          path: { ...text, description: 'From the configuration, where the output stands there.' },
          existence: { enum: ['both', 'created', 'deleted'] },
          reachesNodes: { type: 'boolean', description: 'Whether nodes notice once it is applied.' },
          effects: { description: 'What applying it does, in sentences.', ...list(text) },
          changes: list(change),
          unreadable: { description: 'Names of entries without a readable certificate.', ...list(anyText) },
          fields: {
            description: 'What differs around the list; a value that is not there is absent.',
            ...list(object({ path: anyText, before: {}, after: {} }, ['path'])),
          },
        },
        ['existence', 'reachesNodes', 'effects', 'changes', 'unreadable', 'fields'],
      ),
    ),
  },
)
