import type { Entry, Finding } from '../model.ts'
import { byCodeUnit } from '../order.ts'
import type { Period } from '../within.ts'
import { daysLeft, type Phase, phaseOf } from './inspection.ts'
import type { Look } from './tree.ts'

/** One certificate, and when it ends. */
export interface Ending {
  readonly entry: Entry
  readonly phase: Phase
  /** Whole days from now on; negative where it has ended. */
  readonly days: number
  /** The outputs of the configuration that hold it. */
  readonly outputs: readonly string[]
}

/** All that `expiry` tells. */
export interface Expiry {
  readonly version: string
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly now: string
  readonly period: Period
  /** Soonest first. */
  readonly endings: readonly Ending[]
  /** What could not be read. */
  readonly faults: readonly Finding[]
}

/** Makes the text of one format; only text itself is asked how it should look. */
export type ExpiryPrinter = (expiry: Expiry, look: Look) => string

/** Certificates by the end of their validity. */
export function endingsOf(
  entries: readonly Entry[],
  now: string,
  { until }: Period,
  outputsOf: (entry: Entry) => readonly string[],
): Ending[] {
  return [...entries]
    .sort((a, b) => byCodeUnit(a.certificate.notAfter, b.certificate.notAfter) || byCodeUnit(a.name, b.name))
    .map(entry => ({
      entry,
      phase: phaseOf(entry.certificate, now, until),
      days: daysLeft(entry.certificate, now),
      outputs: outputsOf(entry),
    }))
}

/** Whether an ending is inside of the time asked for; what has ended is. */
export const isInside = ({ phase }: Ending): boolean => phase === 'expired' || phase === 'soon'
