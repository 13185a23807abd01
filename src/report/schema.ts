import type { JsonSchema } from '../json-schema.ts'
import { SCHEMA_VERSION } from './json.ts'

export const text: JsonSchema = { type: 'string', minLength: 1 }
export const count: JsonSchema = { type: 'integer', minimum: 0 }
const path: JsonSchema = { ...text, description: 'From the repository, with forward slashes.' }
export const id: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the DER.' }

export const object = (properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema => ({
  type: 'object',
  required,
  properties,
})

export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })

export const instant: JsonSchema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$' }

/** The schema of what a command prints: the same head for all, then what it has of its own. */
export const printed = (title: string, command: JsonSchema, properties: Record<string, JsonSchema>): JsonSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: `tks-trust ${title}`,
  ...object({
    schemaVersion: { type: 'integer', const: SCHEMA_VERSION },
    tool: object({ name: { type: 'string', const: 'tks-trust' }, version: text }),
    command,
    ...properties,
  }),
})

export const finding: JsonSchema = object(
  {
    rule: { type: 'string', pattern: '^[a-z0-9-]+$', description: 'Name of the rule, see docs/rules.md.' },
    severity: { enum: ['error', 'warning', 'info'] },
    message: text,
    fix: { ...text, description: 'What to type or do.' },
    path,
    line: { type: 'integer', minimum: 1 },
    certificate: id,
    subject: { type: 'string', description: 'Subject of the certificate, RFC 4514; where the outputs were built.' },
    registry: { ...text, description: 'HOST:PORT, where it is about a registry.' },
    waiver: {
      description: 'The waiver that covers the finding, which then stops nothing.',
      ...object({
        rule: text,
        certificate: id,
        reason: text,
        owner: text,
        until: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'The last day, UTC.' },
      }),
    },
  },
  ['rule', 'severity', 'message', 'fix'],
)

/** JSON Schema of `--format json`; keys may be added, so none is forbidden. */
export const REPORT_SCHEMA: JsonSchema = printed(
  'report',
  { enum: ['generate', 'check'] },
  {
    now: { ...instant, description: 'The instant by which certificates were judged.' },
    configuration: path,
    summary: object({ errors: count, warnings: count, notes: count, waived: count }),
    findings: list(finding),
    outputs: {
      description: 'Empty where an error without a waiver stopped the build.',
      ...list(
        object({
          path,
          state: { enum: ['written', 'unchanged', 'printed', 'up-to-date', 'differs', 'missing'] },
          certificates: count,
        }),
      ),
    },
  },
)
