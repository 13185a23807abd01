import type { JsonSchema } from '../json-schema.ts'
import type { Json } from '../model.ts'
import { isRecord } from '../object.ts'
import { INSIDE } from '../path-inside.ts'
import { TARGETS } from '../targets/index.ts'
import { rulesSchema, waiversSchema } from './judgement-schema.ts'

const pathInside: JsonSchema = {
  type: 'string',
  pattern: INSIDE,
  $comment: 'a path inside the folder of the configuration: relative, without . and .., with forward slashes',
}

/** The same for a glob pattern, which may begin with `!` and may escape characters with a backslash. */
const PATTERN = '^!?(?!/)(?!.*(^|/)\\.\\.(/|$)).+$'

const patterns = (description: string, ...examples: string[]): JsonSchema => ({
  description,
  examples: [examples],
  type: 'array',
  minItems: 1,
  items: {
    type: 'string',
    pattern: PATTERN,
    $comment: 'a relative pattern without .., with forward slashes',
    examples,
  },
})

/**
 * JSON Schema of the configuration; it is also what editors get as `tks-trust/schema.json`.
 * @param value the configuration: without rules and waivers it needs no schema for each rule, which takes longer to
 * prepare than all else to check
 */
export function configSchema(value?: Json): JsonSchema {
  const judges = !isRecord(value) || 'rules' in value || 'waivers' in value
  return schemaWith(judges ? { rules: rulesSchema(), waivers: waiversSchema() } : { rules: {}, waivers: {} })
}

const host: JsonSchema = {
  description: 'HOST or HOST:PORT.',
  examples: ['harbor.corp.example'],
  type: 'string',
  minLength: 1,
}

/** What an example has. */
const NEWEST = 'run.tanzu.vmware.com/v1alpha3'

const schemaWith = (judgement: Record<'rules' | 'waivers', JsonSchema>): JsonSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'tks-trust configuration',
  type: 'object',
  additionalProperties: false,
  required: ['sources', 'outputs'],
  properties: {
    $schema: { description: 'For editors; not read.', type: 'string' },
    sources: patterns(
      'Glob patterns of the files that hold certificates; the case of file names does not matter; `!` leaves files out.',
      'certs/**/*.crt',
    ),
    ...judgement,
    registries: {
      description: 'The registries that `tks-trust verify` asks; nothing else connects to them.',
      examples: [['harbor.corp.example']],
      type: 'array',
      minItems: 1,
      items: {
        if: { type: 'object' },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: {
          type: 'object',
          additionalProperties: false,
          required: ['host'],
          properties: {
            host,
            chain: {
              description: 'The certificates that it shows, its own first, in a file; nothing is connected to then.',
              examples: ['registries/harbor.pem'],
              ...pathInside,
            },
          },
        },
        else: host,
      },
    },
    outputs: {
      description: 'The manifests to write.',
      examples: [[{ path: 'tks.yaml', apiVersion: NEWEST, spec: { defaultCNI: 'antrea' } }]],
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['path'],
        properties: {
          path: { description: 'The file to write.', examples: ['tks.yaml'], ...pathInside },
          target: {
            description: 'The shape; default tkg-service-configuration.',
            examples: [...TARGETS.keys()],
            enum: [...TARGETS.keys()],
          },
          include: patterns(
            "Patterns a source's path must match to go into this output; default all.",
            'certs/prod/**',
          ),
          exclude: patterns('Patterns of paths that stay out of this output.', 'certs/lab/**'),
          comments: {
            description: 'Two comment lines above each entry; default true.',
            examples: [false],
            type: 'boolean',
          },
          base: {
            description: 'An existing manifest of which only the list of certificates is replaced.',
            examples: ['base/tks.yaml'],
            ...pathInside,
          },
          ...Object.assign({}, ...[...TARGETS.values()].map(({ optionsSchema }) => optionsSchema.properties)),
        },
      },
    },
  },
})
