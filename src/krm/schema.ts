import { configSchema } from '../config/schema.ts'
import type { JsonSchema } from '../json-schema.ts'

/** The kind of functionConfig. */
export const API_VERSION = 'tks-trust.dev/v1'
export const KIND = 'TrustedCAs'

/** What the command line has for its own commands. */
const OF_COMMANDS: ReadonlySet<string> = new Set(['$schema', 'outputs', 'registries'])

/** What an output of a configuration has and a function has not: it writes no file, and what it reads is all its own. */
const OF_FILES: ReadonlySet<string> = new Set(['path', 'include', 'exclude', 'base'])

/** JSON Schema of functionConfig: its spec holds what one output of a configuration holds, and nothing but data. */
export function trustedCAsSchema(): JsonSchema {
  const { properties = {} } = configSchema()
  const { outputs } = properties
  const output = Array.isArray(outputs?.items) ? undefined : outputs?.items
  const shared = Object.entries(properties).filter(([key]) => !OF_COMMANDS.has(key))
  const own = Object.entries(output?.properties ?? {}).filter(([key]) => !OF_FILES.has(key))
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `${KIND} ${API_VERSION}`,
    type: 'object',
    additionalProperties: false,
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { const: API_VERSION },
      kind: { const: KIND },
      metadata: {
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            description: 'Any name; messages call the function by it.',
            examples: ['registry'],
            type: 'string',
          },
        },
      },
      spec: {
        type: 'object',
        additionalProperties: false,
        required: ['sources'],
        properties: {
          ...Object.fromEntries([...shared, ...own]),
          keepListed: {
            description:
              'true keeps what the object lists already, so that an overlay adds to its base; false replaces the list. Without it a certificate that would go is an error, and in a package of kpt a warning.',
            examples: [true],
            type: 'boolean',
          },
        },
      },
    },
  }
}
