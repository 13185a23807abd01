import type { Entry } from './model.ts'
import { byCodeUnit } from './order.ts'
import { printable } from './printable.ts'

/** Items by a key, in the order in which the keys first come; `Map.groupBy` is not in Node 20. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

/** Entries with the oldest certificate first: what came later is what a reviewer looks at. */
export const oldestFirst = (entries: readonly Entry[]): Entry[] =>
  [...entries].sort(
    ({ certificate: a }, { certificate: b }) => byCodeUnit(a.notBefore, b.notBefore) || byCodeUnit(a.id, b.id),
  )

/** Beyond this a list no longer helps. */
const MOST = 3

/** The other entries of a group, by their names. */
export function othersOf(entry: Entry, group: readonly Entry[]): string {
  const others = group.slice(0, MOST + 1).filter(other => other !== entry)
  const shown = others.slice(0, MOST).map(({ name }) => printable(name))
  const left = group.length - 1 - shown.length
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ')
}
