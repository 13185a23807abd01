import type { Certificate } from '../model.ts'
import type { Trusted } from './anchor.ts'

/** What is known of the server when nobody vouches for it. */
export interface Evidence {
  /** What its certificates can be had from again: a server, or a file. */
  readonly source: string
  /** The command that adds what a source has to the folder. */
  readonly add: (source: string) => string
  readonly chain: readonly Certificate[]
  /** Those of the chain that their own key has signed. Subject and issuer may be the same of others as well. */
  readonly selfSigned: ReadonlySet<string>
  readonly trusted: Trusted
  readonly now: string
  /** The rules by which `generate` would refuse a certificate. */
  readonly objections: (certificate: Certificate) => readonly string[]
}
