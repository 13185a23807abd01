import type { Change } from '../model.ts'
import { changesBetween } from './changes.ts'
import { type FieldChange, fieldChanges } from './fields.ts'
import { NOTHING, type Snapshot } from './snapshot.ts'

/** What is different between two sides. */
export interface Difference {
  readonly changes: readonly Change[]
  /** Names of entries of the new side, then of the old, that hold no readable certificate. */
  readonly unreadable: readonly string[]
  readonly fields: readonly FieldChange[]
  /** `created` and `deleted` where only one side is there. */
  readonly existence: 'both' | 'created' | 'deleted'
}

/** Compares two sides; where one of them is no manifest, the fields around the list are left out. */
export function compare(before: Snapshot, after: Snapshot): Difference {
  const unreadable = [...after.listed, ...before.listed].filter(({ certificate }) => certificate === undefined)
  const comparable = before.around !== undefined && after.around !== undefined
  return {
    changes: changesBetween(before.listed, after.listed),
    unreadable: [...new Set(unreadable.map(({ name }) => name))],
    fields: comparable ? fieldChanges(before.around, after.around) : [],
    existence: before === NOTHING ? 'created' : after === NOTHING ? 'deleted' : 'both',
  }
}

/** Whether nothing differs but what nobody but git can see: order, comments, layout. */
export const isEqual = ({ changes, unreadable, fields, existence }: Difference): boolean =>
  changes.length + unreadable.length + fields.length === 0 && existence === 'both'

/** Changes that a node never notices. */
const SILENT: ReadonlySet<Change['kind']> = new Set(['moved', 're-encoded'])

/** Whether a difference reaches nodes once it is applied. */
export const reachesNodes = ({ changes, fields, existence }: Difference): boolean =>
  existence !== 'both' || fields.length > 0 || changes.some(({ kind }) => !SILENT.has(kind))
