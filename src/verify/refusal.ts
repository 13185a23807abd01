import type { Certificate } from '../model.ts'

/** What about a server keeps a client of Go from accepting it. */
export type RefusalKind =
  | 'not-loaded'
  | 'key-size'
  | 'key-kind'
  | 'critical-extension'
  | 'not-yet-valid'
  | 'expired'
  | 'host'
  | 'legacy-common-name'
  | 'no-address-names'
  | 'unknown-authority'
  | 'signature'
  | 'insecure-signature'
  | 'unsupported-signature'
  | 'may-not-sign'
  | 'path-length'
  | 'purpose'
  | 'name-constraints'
  | 'policies'
  | 'signature-limit'

/** Why a client refuses. */
export interface Refusal {
  readonly kind: RefusalKind
  /** Go's own words, as they stand in the log of a node. Quotes certificates, so that it is untrusted text. */
  readonly says: string
  /** The certificate that it is about. */
  readonly certificate: Certificate
  /** The same for people, where Go's words say less than is known. */
  readonly detail?: string
  /** What it should have vouched for, where that is known. */
  readonly child?: Certificate
  /** What came nearest to vouching for it, and why it does not. */
  readonly hint?: Refusal
}

/** A refusal for people: safe text. */
export interface Advice {
  readonly why: string
  readonly fix: string
}

/** A text in quotes, as `%q` of Go prints it, but for what Go does not call printable, such as a space of no width: JSON leaves that as it is. */
export const quoted = (text: string): string => JSON.stringify(text)
