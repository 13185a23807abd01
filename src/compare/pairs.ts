import { compare, type Difference } from './compare.ts'
import { NOTHING, type Snapshot } from './snapshot.ts'

/** A trust set on one side; without a path where it is no file of the configuration, as a live object. */
export interface Placed {
  readonly path: string | undefined
  readonly snapshot: Snapshot
}

/** Two trust sets that belong together, and what is different between them. */
export interface Comparison extends Difference {
  readonly path: string | undefined
  readonly before: Snapshot
  readonly after: Snapshot
}

/**
 * Compares the trust sets of two sides that have the same path; where one side has a single one, with the one of the other
 * side that is its own, or the only one. Undefined where it cannot be told which that is.
 */
export function comparePairs(before: readonly Placed[], after: readonly Placed[]): Comparison[] | undefined {
  const [old, now] = [before[0], after[0]]
  if (old === undefined || now === undefined) return undefined
  if (before.length === 1 && after.length === 1) return [pair(now.path ?? old.path, old.snapshot, now.snapshot)]
  const single = before.length === 1 ? old : after.length === 1 ? now : undefined
  const others = before.length === 1 ? after : before
  if (single !== undefined && !others.some(({ path }) => path === single.path)) return undefined
  const named = (path: string | undefined) => single === undefined || path === single.path
  const paths = [...new Set([...after, ...before].map(({ path }) => path))]
  return paths.filter(named).map(path => pair(path, at(before, path), at(after, path)))
}

const at = (side: readonly Placed[], path: string | undefined): Snapshot =>
  side.find(placed => placed.path === path)?.snapshot ?? NOTHING

const pair = (path: string | undefined, before: Snapshot, after: Snapshot): Comparison => ({
  path,
  before,
  after,
  ...compare(before, after),
})
