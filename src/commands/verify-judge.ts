import type { Certificate } from '../model.ts'
import type { Contact, Verified } from '../report/verification.ts'
import type { Problem } from '../run-error.ts'
import type { Trusted } from '../verify/anchor.ts'
import type { Registry } from '../verify/registry.ts'
import { readChain, verdictOn } from '../verify/verdict.ts'

/** What advice is made of. */
export interface Commands {
  /** The command that adds what a source has to the folder. @param output that is to take it, by its path */
  readonly add: (source: string, output: string) => string
  /** The operand of `add` by which the certificates of a registry can be had from again. */
  readonly sourceOf: (contact: Contact) => string
  /** The rules by which `generate` would refuse a certificate. */
  readonly objections: (certificate: Certificate) => readonly string[]
}

/** What each of those that are trusted makes of a registry. @param now `YYYY-MM-DDTHH:MM:SSZ` */
export async function judge(
  contact: Contact,
  trusted: readonly Trusted[],
  now: string,
  commands: Commands,
): Promise<Verified> {
  try {
    return await judged(contact, trusted, now, commands)
  } catch (error) {
    // A fault of ours with one certificate must not take away what was found out of the other registries.
    return { registry: contact.registry, ...ownFault(error, contact.registry), certificates: [], verdicts: [] }
  }
}

async function judged(
  contact: Contact,
  trusted: readonly Trusted[],
  now: string,
  commands: Commands,
): Promise<Verified> {
  if ('problems' in contact) return { ...contact, certificates: [], verdicts: [] }
  const read = readChain(contact.chain)
  if ('refused' in read)
    return { ...contact, certificates: [], verdicts: trusted.map(one => ({ trusted: one, verdict: read.refused })) }
  const { certificates } = read
  const verdicts = trusted.map(async one => ({
    trusted: one,
    verdict: await verdictOn(serverOf(contact, one, commands), certificates, one, now),
  }))
  return { ...contact, certificates, verdicts: await Promise.all(verdicts) }
}

/** A server, with what advice on it is made of for who trusts something. */
export const serverOf = (contact: Contact, { path }: Pick<Trusted, 'path'>, commands: Commands) => ({
  host: contact.registry.host,
  source: commands.sourceOf(contact),
  add: (source: string) => commands.add(source, path),
  objections: commands.objections,
})

function ownFault(error: unknown, { text }: Registry) {
  const problem: Problem = {
    message: 'internal error: this is a fault of tks-trust, please report it',
    fix: `add what it sends: openssl s_client -connect ${text} -showcerts </dev/null`,
  }
  return { problems: [problem], internal: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
