import type { RuleSettings, WaiverConfig } from './config/define.ts'
import type { RuleName, Severity, Waiver } from './model.ts'
import { CERTIFICATE_RULES, OUTPUT_RULES, RULES, ruleNamed, SET_RULES } from './rules/index.ts'
import type { CertificateRule, Option, Options, OutputRule, SetRule, ValuesOf } from './rules/rule.ts'
import { assessWaivers, type PlacedWaiver, type WaiverFault, waiverKey } from './waivers.ts'

/** What findings are made by: the rules as the configuration sets them, the waivers in force, and the day. */
export interface Law {
  /** The instant of the judgement, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string
  readonly severityOf: (rule: RuleName) => Severity | 'off'
  readonly optionsOf: (rule: RuleName) => ValuesOf<Options>
  readonly certificateRules: readonly Asked<CertificateRule>[]
  readonly setRules: readonly Asked<SetRule>[]
  readonly outputRules: readonly Asked<OutputRule>[]
  readonly waiverFor: (rule: RuleName, certificate: string) => Waiver | undefined
  /** Waivers as they are written, with what is wrong with them; see {@link assessWaivers}. */
  readonly waiverFaults: readonly WaiverFault[]
  /** The waivers in force, with their index in the configuration. */
  readonly waivers: readonly PlacedWaiver[]
}

/** A rule that is not off, with its options: looked up once, and not for each of a thousand certificates. */
export interface Asked<R> {
  readonly rule: R
  readonly options: ValuesOf<Options>
}

/** What of the configuration the judgement is made by. */
export interface LawConfig {
  readonly rules?: RuleSettings
  readonly waivers?: readonly WaiverConfig[]
}

/**
 * What is judged for. Before a `commit`, what the committed output does not hold is new. When it is rendered for a `sync`, nothing is new,
 * for all of it has been committed, and a waiver that has lapsed still holds, with a warning: a sync must not fail because a day has passed.
 */
export type Occasion = 'commit' | 'sync'

/** Reads rules and waivers, which the schema of the configuration allows already. */
export function lawOf(
  { rules = {}, waivers: written = [] }: LawConfig,
  now: string,
  occasion: Occasion = 'commit',
): Law {
  const settings = new Map(
    RULES.map(({ name, severity, options }) => [name, settingOf(rules[name], severity, options)]),
  )
  const setting = (name: RuleName) => settings.get(name) ?? { severity: ruleNamed(name).severity, options: {} }
  const lapsing = Number(setting('lapsing-waiver').options.days ?? 0)
  const asked = <R extends { readonly name: RuleName }>(among: readonly R[]): readonly Asked<R>[] =>
    among
      .filter(({ name }) => setting(name).severity !== 'off')
      .map(rule => ({ rule, options: setting(rule.name).options }))
  const { waivers, faults } = assessWaivers(written, now, { lapsing, lapsedHold: occasion === 'sync' })
  // Of two that say the same the first counts, and the second is unused.
  const inForce = new Map(
    waivers.toReversed().map(({ waiver }) => [waiverKey(waiver.rule, waiver.certificate), waiver]),
  )
  return {
    now,
    severityOf: rule => setting(rule).severity,
    optionsOf: rule => setting(rule).options,
    certificateRules: asked(CERTIFICATE_RULES),
    setRules: asked(SET_RULES),
    outputRules: asked(OUTPUT_RULES),
    waiverFor: (rule, certificate) => (inForce.size === 0 ? undefined : inForce.get(waiverKey(rule, certificate))),
    waiverFaults: faults,
    waivers,
  }
}

interface Setting {
  readonly severity: Severity | 'off'
  readonly options: ValuesOf<Options>
}

function settingOf(
  written: 'off' | Severity | readonly [Severity, Readonly<Record<string, Option['default'] | undefined>>] | undefined,
  severity: Severity,
  options: Options = {},
): Setting {
  const set = typeof written === 'object' ? written[0] : (written ?? severity)
  const values: Readonly<Record<string, Option['default'] | undefined>> = typeof written === 'object' ? written[1] : {}
  const entries = Object.entries(options).map(([name, option]) => [name, values[name] ?? option.default] as const)
  return { severity: set, options: Object.fromEntries(entries) }
}
