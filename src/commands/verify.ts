import { stops } from '../finding.ts'
import { inOrder } from '../judge.ts'
import type { Finding } from '../model.ts'
import { FORMATS } from '../report/formats.ts'
import { type Contact, cutShort, findingsOfVerified, type Verification, type Verified } from '../report/verification.ts'
import { verifyJson } from '../report/verify-json.ts'
import { verifyText } from '../report/verify-text.ts'
import { wantedAmong } from '../report/wanted.ts'
import { RunError } from '../run-error.ts'
import { timeoutOf } from '../timeout.ts'
import type { Trusted } from '../verify/anchor.ts'
import { readChain, verdictOn } from '../verify/verdict.ts'
import type { BuildFlags, Outcome, World } from './command.ts'
import { filesOf } from './report-files.ts'
import { pathFromRepository, tellReport } from './tell.ts'
import { contactAll } from './verify-ask.ts'
import { withFolder } from './verify-folder.ts'
import { planOf } from './verify-plan.ts'
import { type TrustFlags, trustOf } from './verify-trust.ts'

/** Flags of `verify`. */
export interface VerifyFlags extends BuildFlags, TrustFlags {
  readonly timeout?: string | undefined
}

/** What it finds out is what it is for, and so goes to standard output. */
const STREAMS = { ...FORMATS, text: { stream: 'out' } } as const

/** Says of each registry whether nodes that trust an output accept it. @throws {RunError} */
export async function run(world: World, flags: VerifyFlags, operands: readonly string[]): Promise<Outcome> {
  const wanted = wantedAmong(STREAMS, flags.format)
  const timeout = timeoutOf(flags.timeout)
  if (typeof timeout !== 'number') throw new RunError([timeout])
  const plan = await planOf(world, flags, operands, filesOf(wanted))
  const { trusted, remarks } = await trustOf(world, flags, plan)
  const contacts = await contactAll(plan.registries, world, plan.root ?? world.cwd, timeout)
  const { version, now } = world
  const judged = await Promise.all(contacts.map(contact => judge(contact, trusted, now)))
  const verified = await withFolder(judged, world, flags, plan)
  const verification: Verification = { version, now, verified }
  const config = plan.file === undefined ? '' : pathFromRepository(plan.file, world)
  // Where there is no configuration, what stands nowhere else is about the manifest.
  const own = plan.file === undefined ? (trusted[0]?.path ?? '') : (plan.file.split(/[\\/]/).at(-1) ?? '')
  const findings = inOrder(findingsOfVerified(verification, plan.law, own))
  const shown = flags.quiet === true ? { ...verification, verified: verified.filter(isAmiss) } : verification
  return tellReport(
    { code: codeOf(findings), err: flags.quiet === true ? '' : remarks.join('') },
    { version, command: 'verify', now, config, findings, outputs: [] },
    wanted,
    world,
    flags,
    {
      text: {
        stream: 'out',
        print: style => verifyText(shown, findings, { style, columns: world.columns() }),
      },
      json: { stream: 'out', print: () => verifyJson(verification, findings, config) },
    },
  )
}

async function judge(contact: Contact, trusted: readonly Trusted[], now: string): Promise<Verified> {
  if ('problems' in contact) return { ...contact, certificates: [], verdicts: [] }
  const read = readChain(contact.chain)
  if ('refused' in read)
    return { ...contact, certificates: [], verdicts: trusted.map(one => ({ trusted: one, verdict: read.refused })) }
  const { certificates } = read
  const verdicts = trusted.map(async one => ({
    trusted: one,
    verdict: await verdictOn(contact.registry, certificates, one, now),
  }))
  return { ...contact, certificates, verdicts: await Promise.all(verdicts) }
}

const isAmiss = (one: Verified): boolean =>
  'problems' in one || cutShort(one) !== undefined || one.verdicts.some(({ verdict }) => !verdict.accepted)

/** That something is refused is an answer; that something did not answer is none. */
function codeOf(findings: readonly Finding[]): Outcome['code'] {
  const stopping = findings.filter(stops)
  if (stopping.length === 0) return 0
  return stopping.every(({ rule }) => rule === 'registry-unreached') ? 2 : 1
}
