import type { Json } from './model.ts'

/** The value at a path of keys, or undefined. */
export function valueAt(value: Json | undefined, keys: readonly string[]): Json | undefined {
  let here = value
  for (const key of keys) here = isRecord(here) ? here[key] : undefined
  return here
}

/** Whether a value is an object with keys: neither a list nor null. */
export const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a value is a list. */
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** The object with another value at a path; objects on the way are made where there are none. */
export function withAt(here: Json | undefined, keys: readonly string[], value: Json): Json {
  const [key, ...rest] = keys
  if (key === undefined) return value
  return { ...(isRecord(here) ? here : {}), [key]: withAt(valueAt(here, [key]), rest, value) }
}

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
