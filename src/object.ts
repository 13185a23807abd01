import { load } from 'js-yaml'
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

function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return true
  if (typeof value !== 'object') return false
  return Array.isArray(value) ? value.every(isJson) : isPlain(value) && Object.values(value).every(isJson)
}

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype

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
