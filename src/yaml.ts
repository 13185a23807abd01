import { CORE_SCHEMA, defineScalarTag, FAILSAFE_SCHEMA, load, loadAll, YAMLException } from 'js-yaml'
import type { Json } from './model.ts'

/**
 * Parses one YAML document of ours or somebody's. `js-yaml` reads a manifest of a thousand certificates in a third of
 * the time that `yaml` takes, and keeps neither comments nor positions, which nobody needs here.
 * @throws {Error} for text that is not YAML
 */
export function parseObject(text: string): Json {
  return requireJson(load(text))
}

/** The same for a stream of documents, without those in which there is nothing. @throws {Error} for text that is not YAML */
export function parseObjects(text: string): Json[] {
  const values: unknown[] = loadAll(text)
  return values.filter(value => value !== null && value !== undefined).map(requireJson)
}

/** Tags say nothing about a text. */
const TAGGED = defineScalarTag('', { matchByTagPrefix: true, resolve: source => source, identify: () => false })
const TEXTS = FAILSAFE_SCHEMA.withTags([TAGGED])

/** The same, where every scalar is the text that stands there: `0644` and dates stay what they are. @throws {Error} */
export const parseTexts = (text: string): Json[] =>
  loadAll(text, { schema: TEXTS })
    .filter(value => value !== '')
    .map(requireJson)

const TYPES = CORE_SCHEMA.withTags([TAGGED])

/** The same as {@link parseTexts}, where scalars are what they are to JSON: `"1"` is not `1`, and `1.10` is `1.1`. @throws {Error} */
export const parseTypes = (text: string): Json[] =>
  loadAll(text, { schema: TYPES })
    .filter(value => value !== null)
    .map(requireJson)

function requireJson(value: unknown): Json {
  try {
    if (!isJson(value)) throw new TypeError('a value that JSON does not have, such as a date')
    return value
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new TypeError('it is nested too deeply, or refers to itself', { cause: error })
  }
}

/** Far more values than ten thousand certificates have; aliases of aliases reach it long before memory ends. */
const MOST_VALUES = 1_000_000

function isJson(value: unknown, seen: { count: number } = { count: 0 }): value is Json {
  if (++seen.count > MOST_VALUES) throw new TypeError('too many values, counted with their aliases')
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return true
  if (typeof value !== 'object') return false
  const members: readonly unknown[] = Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : [undefined]
  return members.every(member => isJson(member, seen))
}

const isPlain = (value: object): boolean =>
  Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).every(key => key.isWellFormed())

/** What keeps a text from being YAML, found fast: the first line, from 1, that is wrong; or that there are too many documents. */
export function syntaxFault(text: string, mostDocuments: number): { line: number; message: string } | undefined {
  try {
    return loadAll(text).length <= mostDocuments
      ? undefined
      : { line: 1, message: `more than ${mostDocuments} documents` }
  } catch (error) {
    // The parser's message may quote the text, which may be a key.
    return { ...yamlFault(error), message: 'not valid YAML' }
  }
}

/** Where and why a text is not YAML, as the parser says. Anything else that was thrown is thrown again. */
export function yamlFault(error: unknown): { line: number; message: string } {
  if (error instanceof TypeError) return { line: 1, message: error.message }
  if (error instanceof YAMLException) return { line: (error.mark?.line ?? 0) + 1, message: error.reason }
  throw error
}
