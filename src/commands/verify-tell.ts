import { stops } from '../finding.ts'
import { inOrder } from '../judge.ts'
import type { Finding } from '../model.ts'
import type { FormatName } from '../report/formats.ts'
import { failureBehindChain, type Verification, type Verified } from '../report/verification.ts'
import { acceptedIn, findingsOfVerified } from '../report/verify-findings.ts'
import { verifyJson } from '../report/verify-json.ts'
import { verifyText } from '../report/verify-text.ts'
import type { Wanted } from '../report/wanted.ts'
import type { BuildFlags, Outcome, World } from './command.ts'
import { pathFromRepository, tellReport } from './tell.ts'
import type { Plan } from './verify-plan.ts'

/** Tells what was found out in every format that was asked for. @param remarks lines for people */
export function tellVerification(
  verification: Verification,
  remarks: readonly string[],
  { law, file }: Plan,
  wanted: readonly Wanted<FormatName>[],
  world: World,
  flags: Pick<BuildFlags, 'quiet'>,
): Promise<Outcome> {
  const { version, now, trusted, verified } = verification
  const config = file === undefined ? '' : pathFromRepository(file, world)
  // Where there is no configuration, what stands nowhere else is about the manifest.
  const own = file === undefined ? (trusted[0]?.path ?? '') : (file.split(/[\\/]/).at(-1) ?? '')
  const findings = inOrder(findingsOfVerified(verification, law, own))
  const isQuiet = flags.quiet === true
  const stopping = new Set(findings.filter(stops).map(({ registry }) => registry))
  const isTold = (one: Verified) => isAmiss(one) || stopping.has(one.registry.text)
  const shown = isQuiet ? { ...verification, verified: verified.filter(isTold) } : verification
  const said = isQuiet ? findings.filter(stops) : findings
  const faults = verified.flatMap(one => ('internal' in one && one.internal ? [`${one.internal}\n`] : []))
  return tellReport(
    {
      code: faults.length > 0 ? 2 : codeOf(findings),
      err: [...(isQuiet ? [] : remarks), ...faults].join(''),
    },
    { version, command: 'verify', now, config, findings, outputs: [], accepted: acceptedIn(verification, findings) },
    wanted,
    world,
    flags,
    {
      text: { stream: 'out', print: style => verifyText(shown, said, { style, columns: world.columns() }) },
      json: { stream: 'out', print: () => verifyJson(verification, findings, config) },
    },
  )
}

const isAmiss = (one: Verified): boolean =>
  'problems' in one || failureBehindChain(one) !== undefined || one.verdicts.some(({ verdict }) => !verdict.accepted)

/** That something is refused is an answer; that something did not answer is none. */
function codeOf(findings: readonly Finding[]): Outcome['code'] {
  const stopping = findings.filter(stops)
  if (stopping.length === 0) return 0
  return stopping.every(({ rule }) => rule === 'registry-unreached') ? 2 : 1
}
