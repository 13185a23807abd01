import type { Json } from '../model.ts'
import { isRecord } from '../object.ts'
import { withoutPasswords } from '../passwords.ts'

/** A value outside of the list that differs; undefined where it is not there. */
export interface FieldChange {
  /** Such as `spec.proxy.noProxy`. */
  readonly path: string
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/** Values at which two objects differ, in code unit order of their paths; passwords in URLs are hidden. */
export function fieldChanges(before: Json | undefined, after: Json | undefined, at = ''): FieldChange[] {
  if (isRecord(before ?? after) && isRecord(after ?? before)) {
    const [old, now] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}]
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort()
    return keys.flatMap(key => fieldChanges(old[key], now[key], at === '' ? key : `${at}.${key}`))
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  return [{ path: at, before: before && withoutPasswords(before), after: after && withoutPasswords(after) }]
}
