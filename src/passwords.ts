import type { Json } from './model.ts'
import { isList, isRecord } from './object.ts'

/**
 * A value that may be shown: what stands before the host of a URL is a name and a password, as for a proxy. People put passwords there as they
 * are, with `@` and `/`, so that everything up to the last `@` goes.
 */
export function withoutPasswords(value: Json): Json {
  if (typeof value === 'string') return value.replace(/:\/\/\S*@/g, '://...@')
  if (isList(value)) return value.map(withoutPasswords)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutPasswords(member)]))
}
