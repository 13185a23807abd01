import { load, loadAll, YAMLException } from 'js-yaml'
import type { Json } from './model.ts'

/**
 * Parses one YAML document of ours or somebody's. `js-yaml` reads a manifest of a thousand certificates in a third of
 * the time that `yaml` takes, and keeps neither comments nor positions, which nobody needs here.
 * @throws {Error} for text that is not YAML
 */
export function parseObject(text: string): Json {
  const value: unknown = load(text)
  if (!isJson(value)) throw new TypeError('a value that JSON does not have, such as a date')
  return value
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

/** The value at a path of keys, or undefined. */
export function valueAt(value: Json | undefined, keys: readonly string[]): Json | undefined {
  let here = value
  for (const key of keys) here = isRecord(here) ? here[key] : undefined
  return here
}

export const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object with the value at a path taken out; everything else is shared with the original. */
export function without(value: Json, keys: readonly string[]): Json {
  const [key, ...rest] = keys
  if (key === undefined || !isRecord(value) || !(key in value)) return value
  const { [key]: inner, ...others } = value
  const left = rest.length === 0 ? null : without(inner ?? null, rest)
  return left === null || (isRecord(left) && Object.keys(left).length === 0) ? others : { ...others, [key]: left }
}

/** Paths at which two values differ, such as `spec.defaultCNI`, in code unit order of the keys. */
export function differences(a: Json | undefined, b: Json | undefined, at = ''): string[] {
  if (isRecord(a) && isRecord(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
    return keys.flatMap(key => differences(a[key], b[key], at === '' ? key : `${at}.${key}`))
  }
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [at]
}
