import { FORMATS } from '../report/formats.ts'
import type { Contact } from '../report/verification.ts'
import { wantedAmong } from '../report/wanted.ts'
import { RunError } from '../run-error.ts'
import { timeoutOf } from '../timeout.ts'
import type { BuildFlags, Outcome, World } from './command.ts'
import { filesOf } from './report-files.ts'
import { withGenerateAdvice } from './verify-advice.ts'
import { contactAll } from './verify-ask.ts'
import { commandsFor } from './verify-commands.ts'
import { judge } from './verify-judge.ts'
import { planOf } from './verify-plan.ts'
import { tellVerification } from './verify-tell.ts'
import { buildOnce, type TrustFlags, trustOf } from './verify-trust.ts'

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
  const build = buildOnce(world, flags)
  const { trusted, remarks } = await trustOf(world, flags, plan, build)
  const contacts = await contactAll(plan.registries, world, plan.root ?? world.cwd, timeout)
  const { version, now } = world
  const commands = commandsFor(world, flags, plan)
  const judged = await Promise.all(contacts.map(contact => judge(contact, trusted, now, commands)))
  const verified = await withGenerateAdvice(judged, world, flags, plan, build, commands)
  const told = [...remarks, ...onOtherDay(world, flags, contacts)]
  return tellVerification({ version, now, trusted, verified }, told, plan, wanted, world, flags)
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
  return reason === undefined || !isAsked ? [] : [`judged as of ${now} (${reason}), not as of today\n`]
}
