import type { SignatureState } from '../inspect/signature.ts'
import type { Certificate, Entry, RuleName, Severity } from '../model.ts'

/** What every rule says of itself; `tks-trust` prints it, and the catalogue in the documentation is made of it. */
interface About {
  readonly name: RuleName
  readonly severity: Severity
  /** One sentence: what the rule wants. */
  readonly summary: string
  /** What goes wrong otherwise. */
  readonly why: string
  /** What to type or do; a finding may know better. */
  readonly fix: string
  /** RFC section, vendor page, or `house rule`. */
  readonly source: string
}

/** Found while files are read and taken apart: the fault itself is the finding. */
export interface ReadingRule extends About {
  readonly on: 'file' | 'block'
}

/** Asked of every certificate once. */
export interface CertificateRule extends About {
  readonly on: 'certificate'
  /** A sentence about what is wrong, or undefined. */
  readonly check: (certificate: Certificate, given: Circumstances) => string | undefined
}

/** Asked of the trust set of one output. */
export interface SetRule extends About {
  readonly on: 'set'
  readonly check: (entries: readonly Entry[]) => readonly Hit[]
}

/** Found in the configuration or on the way to the output. */
export interface OutputRule extends About {
  readonly on: 'output'
}

/** What a certificate is judged by besides its own facts. */
export interface Circumstances {
  /** The instant of the judgement, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string
  readonly signature: SignatureState | undefined
}

/** Where a rule about a set was broken. */
export interface Hit {
  readonly message: string
  readonly fix?: string
  readonly entry?: Entry
}

export type Rule = ReadingRule | CertificateRule | SetRule | OutputRule

/** Types a rule's literal; returns it as it is. */
export const defineRule = <const R extends Rule>(rule: R): R => rule
