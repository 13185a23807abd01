import type { JsonSchema } from '../json-schema.ts'
import { count, finding, id, instant, list, object, printed, text } from './schema.ts'

/** JSON Schema of `expiry --format json`; keys may be added, so none is forbidden. */
export const EXPIRY_SCHEMA: JsonSchema = printed(
  'expiry',
  { type: 'string', const: 'expiry' },
  {
    now: { ...instant, description: 'The instant by which days are counted.' },
    within: object({ text, until: { ...instant, description: 'The last instant that is inside.' } }),
    summary: object({
      certificates: count,
      inside: { ...count, description: 'With those that have ended.' },
      expired: count,
      errors: { ...count, description: 'Among the findings.' },
      warnings: count,
      notes: count,
      waived: count,
    }),
    certificates: {
      description: 'Soonest first.',
      ...list(
        object({
          name: text,
          subject: { type: 'string' },
          issuer: { type: 'string' },
          sha256: id,
          notBefore: instant,
          notAfter: instant,
          daysLeft: { type: 'integer', description: 'Whole days from now on; negative where it has ended.' },
          state: { enum: ['expired', 'soon', 'future', 'valid'] },
          inside: { type: 'boolean' },
          outputs: { description: 'Outputs of the configuration that hold it.', ...list(text) },
          origins: list(object({ path: text, line: { type: 'integer', minimum: 1 } })),
        }),
      ),
    },
    findings: { description: 'What could not be read, with its place.', ...list(finding) },
  },
)
