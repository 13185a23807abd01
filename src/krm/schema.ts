import { configSchema } from '../config/schema.ts'
import type { JsonSchema } from '../json-schema.ts'

/** The kind of functionConfig. */
export const API_VERSION = 'tks-trust.dev/v1'
export const KIND = 'TrustedCAs'

/** What an output of a configuration has and a function has not: it writes no file, and what it reads is all its own. */
const OF_FILES: ReadonlySet<string> = new Set(['path', 'include', 'exclude', 'base'])

/** JSON Schema of functionConfig: its spec holds what one output of a configuration holds, and nothing but data. */
export function trustedCAsSchema(): JsonSchema {
  const { properties: { $schema: _, outputs, ...shared } = {} } = configSchema()
  const output = Array.isArray(outputs?.items) ? undefined : outputs?.items
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
        properties: { name: { description: 'Any name; messages call the function by it.', type: 'string' } },
      },
      spec: {
        type: 'object',
        additionalProperties: false,
        required: ['sources'],
        properties: {
          ...shared,
          ...Object.fromEntries(own),
          keepListed: {
            description:
              'Keep what the object lists already, beside the sources: an overlay adds to its base. Default false: the list is replaced.',
            type: 'boolean',
          },
        },
      },
    },
  }
}
