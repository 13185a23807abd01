import { addDays, daysBetween } from '../calendar.ts'
import { day } from '../inspect/describe.ts'
import type { Law } from '../law.ts'
import type { Certificate } from '../model.ts'
import type { Problem } from '../run-error.ts'
import type { Trusted } from '../verify/anchor.ts'
import type { Registry } from '../verify/registry.ts'
import type { Verdict } from '../verify/verdict.ts'

/** What a server has shown of itself beside its certificates. */
export interface Shown {
  readonly protocol: string
  readonly registry:
    | { readonly kind: 'open' }
    | { readonly kind: 'login'; readonly tokensFrom?: string }
    | { readonly kind: 'other'; readonly status: number; readonly sentOnTo?: string }
    | { readonly kind: 'silent'; readonly why: string; readonly cause: SilenceCause }
}

/**
 * Whose fault it is that a registry does not answer: that of the `handshake` behind its certificates, of `client` certificates that it
 * wants, of this `program`, or of what is behind TLS, which is `other`.
 */
export type SilenceCause = 'handshake' | 'client' | 'program' | 'other'

/** What came of asking a registry. */
export type Contact = { readonly registry: Registry } & (
  | {
      /** DER, in the order in which it was sent. */
      readonly chain: readonly Uint8Array[]
      /** Where the registry was asked itself. */
      readonly shown?: Shown
      /** The file that it was read from. */
      readonly from?: string
    }
  | { readonly problems: readonly Problem[] }
)

/** A registry, and what those who trust something make of it. */
export type Verified = Contact & {
  /** What could be read of what it sent. */
  readonly certificates: readonly Certificate[]
  /** For each of what is trusted, unless the registry was not reached. */
  readonly verdicts: readonly { readonly trusted: Trusted; readonly verdict: Verdict }[]
}

/** All that `verify` found out. */
export interface Verification {
  readonly version: string
  /** The instant of the judgement, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string
  readonly trusted: readonly Trusted[]
  readonly verified: readonly Verified[]
}

/** A problem with a registry in a sentence, with the place where that is another one. */
export const problemText = ({ where, message }: Problem, registry: string): string =>
  where === undefined || where === registry ? message : `${where}: ${message}`

/** Why nobody gets any further behind certificates that all of those asked accept; a client that refuses them does not either. */
export function cutShort(one: Verified): Omit<Problem, 'where'> | undefined {
  const answer = 'shown' in one ? one.shown?.registry : undefined
  if (answer?.kind !== 'silent' || one.verdicts.some(({ verdict }) => !verdict.accepted)) return undefined
  if (answer.cause === 'client')
    return {
      message: 'shows certificates that are accepted, and then wants one of its client, which nodes do not have',
      fix: 'have the registry do without, or give the nodes one: client in the hosts.toml of containerd',
    }
  if (answer.cause !== 'handshake') return undefined
  return {
    message: `shows certificates that are accepted, and then TLS fails: ${answer.why}`,
    fix: 'look at the log of the server',
  }
}

/** Whether rules call this the end before long. */
export const endsSoon = ({ notAfter }: Certificate, law: Law, now: string): boolean =>
  notAfter <= addDays(now, Number(law.optionsOf('registry-expires-soon').days ?? 0))

/** `2027-02-01, 69 days left` */
export const endText = ({ notAfter }: Certificate, now: string): string =>
  `${day(notAfter)}, ${daysBetween(now, notAfter)} days left`
