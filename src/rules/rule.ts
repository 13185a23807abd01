import type { SignatureState } from '../inspect/signature.ts'
import type { JsonSchema } from '../json-schema.ts'
import type { Certificate, Entry, Manifest, Origin, RuleName, Severity } from '../model.ts'

/** A number or a list that the configuration may set for a rule. */
export interface Option {
  /** What it does, and its unit. */
  readonly summary: string
  readonly schema: JsonSchema
  readonly default: number | readonly string[]
}

export type Options = Readonly<Record<string, Option>>

/** The values of a rule's options. */
export type ValuesOf<O extends Options> = {
  readonly [K in keyof O]: O[K]['default'] extends number
    ? number
    : O[K]['default'] extends readonly string[]
      ? readonly string[]
      : Option['default']
}

/** What every rule says of itself; `tks-trust` prints it, and the catalogue in the documentation is made of it. */
interface About<O extends Options> {
  readonly name: RuleName
  /** The most that a finding of it weighs, unless the configuration says otherwise. */
  readonly severity: Severity
  /** One sentence: what the rule wants. */
  readonly summary: string
  /** What goes wrong otherwise. */
  readonly why: string
  /** What to type or do; a finding may know better. */
  readonly fix: string
  /** RFC section, vendor page, or `house rule`. */
  readonly source: string
  /** What a finding of it says; a test makes the program say it. */
  readonly example: string
  readonly options?: O
  /** The least that the configuration may make of it, where that is not `off`. */
  readonly least?: Severity
}

/** Found while files are read and taken apart: the fault itself is the finding. */
export interface ReadingRule<O extends Options = Options> extends About<O> {
  readonly on: 'file' | 'block'
}

/** Asked of every certificate once. */
export interface CertificateRule<O extends Options = Options> extends About<O> {
  readonly on: 'certificate'
  readonly waivable?: false
  /** What is wrong with a certificate, or undefined. */
  check(certificate: Certificate, given: Circumstances, options: ValuesOf<O>): Verdict | undefined
}

/** Asked of the trust set of one output. */
export interface SetRule<O extends Options = Options> extends About<O> {
  readonly on: 'set'
  readonly waivable?: false
  check(entries: readonly Entry[], options: ValuesOf<O>): readonly Hit[]
}

/** Asked of one output that is ready to be written. */
export interface OutputRule<O extends Options = Options> extends About<O> {
  readonly on: 'output'
  check(output: OutputFacts, options: ValuesOf<O>): readonly Hit[]
}

/** Found in the configuration: the fault itself is the finding. */
export interface ConfigRule<O extends Options = Options> extends About<O> {
  readonly on: 'config' | 'waiver'
}

/** Found when a registry is verified: the fault itself is the finding. */
export interface RegistryRule<O extends Options = Options> extends About<O> {
  readonly on: 'registry'
}

export type Rule = ReadingRule | CertificateRule | SetRule | OutputRule | ConfigRule | RegistryRule

/** What a certificate is judged by besides its own facts. */
export interface Circumstances {
  /** The instant of the judgement, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string
  readonly signature: SignatureState | undefined
  /** Whether the output as it is committed holds the certificate already. */
  readonly isCommitted: boolean
  /** The path of the output. */
  readonly output: string
}

/** A sentence about what is wrong; with a severity where this case weighs less than the rule's worst. */
export type Verdict = string | Omit<Hit, 'entry' | 'origin' | 'path'>

/** Where a rule about a set or an output was broken. */
export interface Hit {
  readonly message: string
  readonly severity?: Severity
  readonly fix?: string
  /** What to name as the place and as the subject; else the output itself. */
  readonly entry?: Entry
  /** Where the entry was found, of several places; else the first. */
  readonly origin?: Origin
  /** Another file than the output. */
  readonly path?: string
}

/** One output, ready to be written. */
export interface OutputFacts {
  readonly manifest: Manifest
  readonly entries: readonly Entry[]
  /** What the output as it is committed lists; undefined where there is none. */
  readonly committed: readonly Named[] | undefined
  readonly base?: string
  /** What its base lists and it does not. */
  readonly dropped: readonly Dropped[]
  /** What in the spec of its base its kind does not allow. */
  readonly specFaults: readonly string[]
  /** The namespace that its base puts an object of the whole cluster into. */
  readonly namespace: string | undefined
}

/** An entry of a base that is replaced; without a certificate where its data is none. */
export interface Dropped {
  readonly name: string
  readonly certificate: Certificate | undefined
}

/** A certificate under the name that a manifest gives it. */
export interface Named {
  readonly name: string
  readonly certificate: Certificate
}

/** Types a rule's literal; returns it as it is. */
export function defineRule<const R extends ReadingRule | ConfigRule | RegistryRule>(rule: R): R
export function defineRule<const O extends Options>(rule: CertificateRule<O>): CertificateRule<O>
export function defineRule<const O extends Options>(rule: SetRule<O>): SetRule<O>
export function defineRule<const O extends Options>(rule: OutputRule<O>): OutputRule<O>
export function defineRule(rule: Rule): Rule {
  return rule
}
