import { addDays, daysBetween } from '../calendar.ts'
import { day } from '../inspect/describe.ts'
import type { Law } from '../law.ts'
import type { Certificate } from '../model.ts'
import type { Problem } from '../run-error.ts'
import type { Trusted } from '../verify/anchor.ts'
import type { RegistryAnswer } from '../verify/answer.ts'
import type { Registry } from '../verify/registry.ts'
import type { Verdict } from '../verify/verdict.ts'

/** What a server has shown of itself beside its certificates. */
export interface Shown {
  readonly protocol: string
  readonly registry: RegistryAnswer
}

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
  | {
      readonly problems: readonly Problem[]
      /** Where this program is at fault: what was thrown, for people to report. */
      readonly internal?: string
    }
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
export function failureBehindChain(one: Verified): Omit<Problem, 'where'> | undefined {
  const answer = 'shown' in one ? one.shown?.registry : undefined
  if (answer?.kind !== 'silent' || one.verdicts.some(({ verdict }) => !verdict.accepted)) return undefined
  if (answer.cause === 'client')
    return {
      message: 'its certificates are accepted, but it requires a client certificate, which nodes do not have',
      fix: 'have the registry do without, or give the nodes one: client in the hosts.toml of containerd',
    }
  if (answer.cause !== 'handshake') return undefined
  return {
    message: `its certificates are accepted, but then TLS fails: ${answer.why}`,
    fix: 'look at the log of the server',
  }
}

/** Whether rules call this the end before long. */
export const endsSoon = ({ notAfter }: Certificate, law: Law, now: string): boolean =>
  notAfter <= addDays(now, Number(law.optionsOf('registry-expires-soon').days ?? 0))

/** `2027-02-01, 69 days left` */
export const endText = ({ notAfter }: Certificate, now: string): string =>
  `${day(notAfter)}, ${daysBetween(now, notAfter)} days left`
