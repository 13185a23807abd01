import type { Finding, RuleName, Waiver } from '../model.ts'
import { plural } from '../plural.ts'

/** What became of an output: of `generate` the first three, of `check` the others. */
export type OutputState = 'written' | 'unchanged' | 'printed' | 'up-to-date' | 'differs' | 'missing'

/** One output of the configuration, as a run left or found it. */
export interface OutputReport {
  /** From the configuration's folder, as in a {@link Finding}. */
  readonly path: string
  readonly state: OutputState
  /** How many certificates it should hold. */
  readonly certificates: number
}

/** All that the formats tell of one run; each is a function of nothing else. */
export interface Report {
  readonly version: string
  readonly command: string
  /** The instant of the judgement, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string
  /** The configuration's path from the repository, so far as it is known; paths for machines start there. */
  readonly config: string
  readonly findings: readonly Finding[]
  /** Empty where an error among the findings stopped the build. */
  readonly outputs: readonly OutputReport[]
  /** Of `verify`: those that nothing is wrong with, and why. */
  readonly accepted?: readonly AcceptedRegistry[]
}

/** A registry that nodes accept. */
export interface AcceptedRegistry {
  /** `harbor.corp.example:443` */
  readonly registry: string
  /** `accepted by nodes that trust tks.yaml until 2027-01-01` */
  readonly told: string
}

/** How many findings of each severity there are; those with a waiver are counted apart. */
export interface Counts {
  readonly errors: number
  readonly warnings: number
  readonly notes: number
  readonly waived: number
}

export function countsOf(findings: readonly Pick<Finding, 'severity' | 'waiver'>[]): Counts {
  const open = findings.filter(({ waiver }) => waiver === undefined)
  const count = (wanted: Finding['severity']) => open.filter(({ severity }) => severity === wanted).length
  return {
    errors: count('error'),
    warnings: count('warning'),
    notes: count('info'),
    waived: findings.length - open.length,
  }
}

/** A finding, or an output that is not what it should be, as every format but `text` and `json` tells it. */
export interface Issue extends Omit<Finding, 'rule' | 'path'> {
  readonly rule: RuleName | typeof OUT_OF_DATE
  /** From the repository; the configuration where a finding has no place of its own. */
  readonly path: string
  readonly waiver?: Waiver
}

/** The name under which an output that differs is told: it fails a run as an error does, and breaks no rule. */
export const OUT_OF_DATE = 'out-of-date' as const

/** Everything that is wrong, what weighs most first, because readers stop early and services cut off the end. */
export function issuesOf({ config, findings, outputs }: Report): Issue[] {
  const drifted = outputs.filter(({ state }) => state === 'differs' || state === 'missing')
  const issues: Issue[] = [
    ...drifted.map(({ path, state }) => ({
      rule: OUT_OF_DATE,
      severity: 'error' as const,
      message: state === 'missing' ? 'the output is missing' : 'the output is not what generate would write',
      fix: 'npx tks-trust generate, and commit the result',
      path: fromRepository(config, path),
    })),
    ...findings.map(finding => ({
      ...finding,
      path: finding.path === undefined ? config : fromRepository(config, finding.path),
    })),
  ]
  return issues.sort((a, b) => weight(a) - weight(b))
}

const weight = ({ severity, waiver }: Issue): number =>
  waiver === undefined ? ['error', 'warning', 'info'].indexOf(severity) : 3

/** A path that starts at the folder of the configuration, as one that starts at the repository. */
export const fromRepository = (config: string, path: string): string =>
  config.slice(0, config.lastIndexOf('/') + 1) + path

/** `certs/a.crt:1`, or the path alone. */
export const placeOf = ({ path, line }: Pick<Issue, 'path' | 'line'>): string =>
  line === undefined ? path : `${path}:${line}`

/** Why a finding stops nothing, in a line: `until 2027-03-31, platform team: the vendor ships a new one in March`. */
export const waiverText = ({ until, owner, reason }: Waiver): string => `until ${until}, ${owner}: ${reason}`

/** `2 errors, 1 warning, 3 notes, 1 waived`, or an empty text. */
export function countText({ errors, warnings, notes, waived }: Counts): string {
  const told = [plural(errors, 'error'), plural(warnings, 'warning'), plural(notes, 'note'), `${waived} waived`]
  return told.filter(text => !text.startsWith('0 ')).join(', ')
}
