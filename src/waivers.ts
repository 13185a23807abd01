import { addDays, daysBetween, isDay } from './calendar.ts'
import type { WaiverConfig } from './config/define.ts'
import { bareHex, FINGERPRINT } from './fingerprint.ts'
import type { Finding, RuleName, Waiver } from './model.ts'
import { nearest } from './nearest.ts'
import { plural } from './plural.ts'
import { printable } from './printable.ts'
import { RULES } from './rules/index.ts'
import type { Rule } from './rules/rule.ts'

/** What is wrong with a waiver, by its index in the configuration. */
export interface WaiverFault {
  readonly index: number
  readonly rule: RuleName
  readonly message: string
  readonly fix?: string
}

/** A waiver in force, and where it stands. */
export interface PlacedWaiver {
  readonly index: number
  readonly waiver: Waiver
}

/** A last day further ahead is refused: what nobody looks at again is no exception but a rule turned off. */
const MOST_DAYS = 365

const KEYS = ['rule', 'certificate', 'reason', 'owner', 'until'] as const

/** What a waiver and a finding have to share. */
export const waiverKey = (rule: string, certificate: string): string => `${rule} ${certificate}`

/**
 * Tells the waivers in force from those that cover nothing. The last day counts, in UTC.
 * @param lapsing days before its end in which a waiver is said to lapse
 * @param lapsedHold whether one that has lapsed is in force all the same
 */
export function assessWaivers(
  written: readonly WaiverConfig[],
  now: string,
  { lapsing, lapsedHold }: { readonly lapsing: number; readonly lapsedHold: boolean },
): { readonly waivers: readonly PlacedWaiver[]; readonly faults: readonly WaiverFault[] } {
  const waivers: PlacedWaiver[] = []
  const faults: WaiverFault[] = []
  for (const [index, waiver] of written.entries()) {
    const read = readWaiver(waiver)
    if ('message' in read) {
      faults.push({ index, ...read })
      continue
    }
    const { until } = read
    const today = now.slice(0, 10)
    if (until < today) faults.push({ index, rule: 'lapsed-waiver', message: `lapsed after ${until}` })
    if (until >= today || lapsedHold) waivers.push({ index, waiver: read })
    if (until > addDays(now, MOST_DAYS).slice(0, 10))
      faults.push({ index, rule: 'over-long-waiver', message: `ends on ${until}, more than ${MOST_DAYS} days ahead` })
    if (until >= today && until <= addDays(now, lapsing).slice(0, 10))
      faults.push({
        index,
        rule: 'lapsing-waiver',
        message: `ends on ${until}, in ${plural(daysLeft(now, until), 'day')}`,
      })
  }
  return { waivers, faults }
}

const daysLeft = (now: string, until: string): number =>
  daysBetween(`${now.slice(0, 10)}T00:00:00Z`, `${until}T00:00:00Z`)

function readWaiver(written: WaiverConfig): Waiver | Omit<WaiverFault, 'index'> {
  const { rule = '', certificate = '', reason = '', owner = '', until = '' } = written
  const missing = KEYS.filter(key => (written[key] ?? '').trim() === '')
  const faults = [
    missing.length === 0 ? '' : `has no ${missing.join(', no ')}`,
    missing.includes('until') || isDay(until) ? '' : `ends on ${printable(until)}, which is no day (YYYY-MM-DD)`,
    missing.includes('certificate') || new RegExp(FINGERPRINT).test(certificate)
      ? ''
      : 'names its certificate by something else than a whole SHA-256',
  ].filter(fault => fault !== '')
  if (faults.length > 0) return { rule: 'incomplete-waiver', message: faults.join(', ') }
  const known = RULES.find(({ name }) => name === rule)
  if (known === undefined) return unknown(rule)
  if (!isWaivable(known)) return { rule: 'forbidden-waiver', message: `would cover ${rule}, which cannot be waived` }
  return { rule: known.name, certificate: bareHex(certificate), reason, owner, until }
}

function unknown(rule: string): Omit<WaiverFault, 'index'> {
  const near = nearest(
    rule,
    RULES.map(({ name }) => name),
  )
  const message = `names the rule ${printable(rule)}, which there is not`
  return { rule: 'unknown-waiver', message, ...(near !== undefined && { fix: `did you mean ${near}?` }) }
}

/** Only what a rule says of one certificate can be waived, and not all of that. */
export const isWaivable = (rule: Rule): boolean =>
  (rule.on === 'certificate' || rule.on === 'set') && rule.waivable !== false

/** The waivers in force that no finding needed; the second of two that say the same is one of them. */
export function unusedWaivers(waivers: readonly PlacedWaiver[], findings: readonly Finding[]): WaiverFault[] {
  const used = new Set(findings.flatMap(({ waiver }) => (waiver === undefined ? [] : [waiver])))
  return waivers
    .filter(({ waiver }) => !used.has(waiver))
    .map(({ index, waiver: { rule, certificate } }) => ({
      index,
      rule: 'unused-waiver',
      message: `covers nothing: no finding of ${rule} for ${certificate.slice(0, 16)}`,
    }))
}
