import { daysBetween } from '../calendar.ts'
import type { Issuers } from '../chains.ts'
import type { SignatureState } from '../inspect/signature.ts'
import type { Certificate, Entry, Finding } from '../model.ts'
import { plural } from '../plural.ts'
import { printable } from '../printable.ts'

/** All that `inspect` tells of what it was given. */
export interface Inspection {
  readonly version: string
  /** The instant by which days are counted, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string
  readonly entries: readonly Entry[]
  readonly issuers: Issuers
  /** By {@link Certificate.id}. */
  readonly signatures: ReadonlyMap<string, SignatureState>
  /** What the rules say of each certificate, by its id. */
  readonly verdicts: ReadonlyMap<string, readonly Finding[]>
  /** What could not be read. */
  readonly faults: readonly Finding[]
  /** How many files of the folders hold nothing of interest. */
  readonly passedOver: number
}

/** The first common name, else the whole subject: what a person calls a certificate. */
export function shortName({ subject, serial }: Certificate): string {
  const called = subject.attributes.find(({ type }) => type === 'CN')?.value ?? subject.text
  return called.trim() === '' ? `no subject, serial ${serial.slice(0, 40)}` : printable(called)
}

/** A certificate's role in a word or two, for tables. */
export function shortRole({ basicConstraints, selfIssued }: Certificate): string {
  if (basicConstraints === 'ca') return selfIssued ? 'root' : 'intermediate'
  if (selfIssued) return 'self-signed'
  return basicConstraints === 'not-ca' ? 'end' : 'not said'
}

/** Where a certificate stands in time: `soon` is within the days asked for. */
export type Phase = 'expired' | 'soon' | 'future' | 'valid'

/** @param until the last instant that counts as soon */
export function phaseOf({ notBefore, notAfter }: Certificate, now: string, until: string): Phase {
  if (notAfter < now) return 'expired'
  if (notAfter <= until) return 'soon'
  return notBefore > now ? 'future' : 'valid'
}

/** Whole days that are left; below zero exactly where it has ended: those that have begun since. */
export const daysLeft = ({ notAfter }: Certificate, now: string): number => daysBetween(now, notAfter)

/** `6409 days left`, `ended 1559 days ago` */
export function leftText(certificate: Certificate, now: string): string {
  const days = daysLeft(certificate, now)
  return days >= 0 ? `${plural(days, 'day')} left` : `ended ${plural(-days, 'day')} ago`
}
