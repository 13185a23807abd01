import type { Entry } from './model.ts'
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

/** Beyond this a list no longer helps. */
const MOST = 3

/** The other entries of a group, by their names. */
export function othersOf(entry: Entry, group: readonly Entry[]): string {
  const others = group.filter(other => other !== entry).map(({ name }) => printable(name))
  const shown = others.slice(0, MOST).join(', ')
  return others.length > MOST ? `${shown} and ${others.length - MOST} more` : shown
}
