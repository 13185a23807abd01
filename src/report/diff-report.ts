import { reachesNodes } from '../compare/compare.ts'
import type { Review } from '../compare/review.ts'
import type { Change } from '../model.ts'
import type { Style } from './style.ts'

/** All that the formats of `diff` tell; each is a function of nothing else. */
export interface DiffReport {
  readonly version: string
  /** The instant of the judgement, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string
  /** What the two sides are called. */
  readonly before: string
  readonly after: string
  readonly reviews: readonly Review[]
}

/** Makes the text of one format; only `text` is asked how it should look. */
export type DiffPrinter = (report: DiffReport, style: Style) => string

/** What a comparison is about, for a headline. */
export const titleOf = ({ path }: Review): string => path ?? 'the manifest'

/** What applying it does, a sentence each. */
export function effectsOf(review: Review): string[] {
  const has = (kind: Change['kind']) => review.changes.some(change => change.kind === kind)
  if (!reachesNodes(review)) return ['No node notices this.']
  return [
    review.after.target?.effect ?? review.before.target?.effect ?? '',
    has('removed') || has('replaced') ? 'Nodes that run keep what is removed until they are replaced.' : '',
  ].filter(effect => effect !== '')
}

/** Changes in the order in which they matter: what comes first, what nobody notices last. */
const ORDER: readonly Change['kind'][] = ['added', 'removed', 'replaced', 'renewed', 'renamed', 'moved', 're-encoded']

export const inOrderOfWeight = (changes: readonly Change[]): Change[] =>
  [...changes].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))

/** `2 added, 1 removed`, or an empty text. */
export function countedChanges(changes: readonly Change[]): string {
  const counts = ORDER.map(kind => [changes.filter(change => change.kind === kind).length, kind] as const)
  return counts
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${count} ${kind}`)
    .join(', ')
}
