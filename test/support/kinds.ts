import { existsSync, readFileSync } from 'node:fs'
import { type Schema, Validator } from '@cfworker/json-schema'
import { loadAll } from 'js-yaml'
import { TARGETS } from '../../src/targets/index.ts'

const KINDS = new URL('../../fixtures/schemas/kinds/', import.meta.url)
const read = (url: URL): Schema => JSON.parse(readFileSync(url, 'utf8'))

/** Every object of a text in YAML, which may be several documents. */
export const objectsIn = (text: string): readonly unknown[] => loadAll(text)

/**
 * What an API server with strict validation (`kubectl apply --validate=strict`) would not take of an object, a line each:
 * against fixtures/schemas/kinds, or our own schema of a TkgServiceConfiguration. A kind without a schema is a violation,
 * so that nothing passes unseen. Rules in CEL, and whether what is named exists, are not checked.
 */
export function violationsOfKind(object: unknown): readonly string[] {
  const { apiVersion, kind } = isObject(object) ? object : {}
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return ['no apiVersion or no kind']
  const schema = ours(apiVersion, kind) ?? theirs(apiVersion, kind)
  if (schema === undefined) return [`no schema of ${apiVersion} ${kind} in fixtures/schemas/kinds`]
  const { errors } = new Validator(schema, '7', false).validate(object)
  return errors.map(({ instanceLocation, error }) => `${kind} ${instanceLocation}: ${error}`)
}

function ours(apiVersion: string, kind: string): Schema | undefined {
  const target = [...TARGETS.values()].find(one => one.kind === kind)
  return target?.schemas[apiVersion]
}

const cache = new Map<string, Schema>()

function theirs(apiVersion: string, kind: string): Schema | undefined {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion]
  const path = `${group}/${kind.toLowerCase()}_${version}.json`
  const url = new URL(path, KINDS)
  if (!url.href.startsWith(KINDS.href) || !existsSync(url)) return undefined
  const schema = cache.get(path) ?? asJsonSchema(url)
  cache.set(path, schema)
  return schema
}

function asJsonSchema(url: URL): Schema {
  const { properties = {}, required = [], ...rest } = read(url)
  return {
    ...strict({ ...rest, properties: { ...properties, metadata: metadataBeside(properties.metadata) } }),
    required: [...new Set([...required, 'apiVersion', 'kind', 'metadata'])],
  }
}

/** The definition of a custom resource says nothing of metadata, which is that of every object. */
function metadataBeside(metadata: Schema | boolean | undefined): Schema {
  const isCustom = typeof metadata !== 'object' || metadata.properties === undefined
  const meta = isCustom ? read(new URL('meta/objectmeta_v1.json', KINDS)) : metadata
  const name: Schema = { type: 'string', ...(isCustom && { pattern: SUBDOMAIN, maxLength: 253 }) }
  return { ...meta, properties: { ...meta.properties, name }, required: ['name'] }
}

/** A DNS subdomain, RFC 1123, as Kubernetes wants the names of most objects. */
const SUBDOMAIN = '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$'

/** A structural schema of OpenAPI as JSON Schema, in which what is not named is wrong. */
function strict(schema: Schema): Schema {
  const { properties, additionalProperties, items, default: _, ...rest } = schema
  if (rest['x-kubernetes-int-or-string'] === true) return { type: ['integer', 'string'] }
  const open = rest['x-kubernetes-preserve-unknown-fields'] === true
  return {
    ...rest,
    ...(rest.format === 'byte' && { pattern: '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}(==|[A-Za-z0-9+/]=))?$' }),
    ...(isObject(items) && { items: strict(items) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, isObject(value) ? strict(value) : value]),
      ),
    }),
    ...(rest.type === 'object' && {
      additionalProperties: isObject(additionalProperties) ? strict(additionalProperties) : open,
    }),
  }
}

const isObject = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
