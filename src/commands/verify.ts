import { stops } from '../finding.ts'
import { inOrder } from '../judge.ts'
import type { Finding } from '../model.ts'
import { FORMATS } from '../report/formats.ts'
import { type Contact, cutShort, type Verification, type Verified } from '../report/verification.ts'
import { acceptedIn, findingsOfVerified } from '../report/verify-findings.ts'
import { verifyJson } from '../report/verify-json.ts'
import { verifyText } from '../report/verify-text.ts'
import { wantedAmong } from '../report/wanted.ts'
import { RunError } from '../run-error.ts'
import { timeoutOf } from '../timeout.ts'
import type { BuildFlags, Outcome, World } from './command.ts'
import { filesOf } from './report-files.ts'
import { pathFromRepository, tellReport } from './tell.ts'
import { contactAll } from './verify-ask.ts'
import { withFolder } from './verify-folder.ts'
import { judge } from './verify-judge.ts'
import { planOf } from './verify-plan.ts'
import { builder, type TrustFlags, trustOf } from './verify-trust.ts'

/** Flags of `verify`. */
export interface VerifyFlags extends BuildFlags, TrustFlags {
  readonly timeout?: string | undefined
  readonly now?: string | undefined
}

/** What it finds out is what it is for, and so goes to standard output. */
const STREAMS = { ...FORMATS, text: { stream: 'out' } } as const

/** Says of each registry whether nodes that trust an output accept it. @throws {RunError} */
export async function run(world: World, flags: VerifyFlags, operands: readonly string[]): Promise<Outcome> {
  const wanted = wantedAmong(STREAMS, flags.format)
  const timeout = timeoutOf(flags.timeout)
  if (typeof timeout !== 'number') throw new RunError([timeout])
  requireOneTrust(flags)
  const plan = await planOf(world, flags, operands, filesOf(wanted))
  const would = builder(world, flags)
  const { trusted, remarks } = await trustOf(world, flags, plan, would)
  const contacts = await contactAll(plan.registries, world, plan.root ?? world.cwd, timeout)
  const { version, now } = world
  const judged = await Promise.all(contacts.map(contact => judge(contact, trusted, now)))
  const verified = await withFolder(judged, world, flags, plan, would)
  const verification: Verification = { version, now, trusted, verified }
  const config = plan.file === undefined ? '' : pathFromRepository(plan.file, world)
  // Where there is no configuration, what stands nowhere else is about the manifest.
  const own = plan.file === undefined ? (trusted[0]?.path ?? '') : (plan.file.split(/[\\/]/).at(-1) ?? '')
  const findings = inOrder(findingsOfVerified(verification, plan.law, own))
  const shown = flags.quiet === true ? { ...verification, verified: verified.filter(isAmiss) } : verification
  return tellReport(
    {
      code: codeOf(findings),
      err: flags.quiet === true ? '' : [...remarks, ...onOtherDay(world, flags, contacts)].join(''),
    },
    { version, command: 'verify', now, config, findings, outputs: [], accepted: acceptedIn(verification, findings) },
    wanted,
    world,
    flags,
    {
      text: {
        stream: 'out',
        print: style =>
          verifyText(shown, flags.quiet === true ? findings.filter(stops) : findings, {
            style,
            columns: world.columns(),
          }),
      },
      json: { stream: 'out', print: () => verifyJson(verification, findings, config) },
    },
  )
}

/** @throws {RunError} */
function requireOneTrust({ manifest, output, folder }: VerifyFlags): void {
  const others = [...(output === undefined ? [] : ['--output']), ...(folder === true ? ['--folder'] : [])]
  if (manifest === undefined || others.length === 0) return
  const problem = { message: `--manifest and ${others.join(' and ')} exclude each other`, fix: 'keep one of them' }
  throw new RunError([problem])
}

/** A server is asked today; who judges it by another day does so for a reason, or has forgotten a variable. */
function onOtherDay({ env, now }: World, { now: flag }: VerifyFlags, contacts: readonly Contact[]): string[] {
  const reason = flag !== undefined ? '--now' : env.SOURCE_DATE_EPOCH ? 'SOURCE_DATE_EPOCH' : undefined
  const isAsked = contacts.some(contact => 'shown' in contact)
  return reason === undefined || !isAsked ? [] : [`judged by ${now}, as ${reason} has it, and not by today\n`]
}

const isAmiss = (one: Verified): boolean =>
  'problems' in one || cutShort(one) !== undefined || one.verdicts.some(({ verdict }) => !verdict.accepted)

/** That something is refused is an answer; that something did not answer is none. */
function codeOf(findings: readonly Finding[]): Outcome['code'] {
  const stopping = findings.filter(stops)
  if (stopping.length === 0) return 0
  return stopping.every(({ rule }) => rule === 'registry-unreached') ? 2 : 1
}
