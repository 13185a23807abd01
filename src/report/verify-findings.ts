import { day, subjectOf } from '../inspect/describe.ts'
import { findingsOf } from '../judge.ts'
import type { Law } from '../law.ts'
import type { Fault, Finding } from '../model.ts'
import type { Problem } from '../run-error.ts'
import type { Verdict } from '../verify/verdict.ts'
import type { AcceptedRegistry } from './report.ts'
import { endsSoon, failureBehindChain, problemText, type Verification, type Verified } from './verification.ts'

/** The same as findings, for machines and for the exit code. @param config where those stand that have no place */
export const findingsOfVerified = (verification: Verification, law: Law, config: string): Finding[] => [
  ...findingsOnTrusted(verification, law),
  ...findingsOnRegistries(verification, law, config),
]

const findingsOnTrusted = ({ trusted }: Verification, law: Law): Finding[] =>
  trusted.flatMap(({ path, skipped }) =>
    skipped.flatMap(({ what, why, line }) =>
      findingsOf(law, fault('skipped-entry', `nodes do not read ${what}: ${why}`, undefined), { path, line }),
    ),
  )

const findingsOnRegistries = ({ verified, now }: Verification, law: Law, config: string): Finding[] =>
  verified.flatMap(one =>
    placedFaultsOf(one, law, now, config).flatMap(({ path, ...found }) =>
      findingsOf(law, found, { path }).map(finding => ({ ...finding, registry: one.registry.text })),
    ),
  )

function placedFaultsOf(one: Verified, law: Law, now: string, config: string): (Fault & { readonly path: string })[] {
  const { text } = one.registry
  const unreached = ({ message, fix }: Problem) => ({
    ...fault('registry-unreached', `${text}: ${message}`, fix),
    path: config,
  })
  if ('problems' in one)
    return one.problems.map(problem => unreached({ ...problem, message: problemText(problem, text) }))
  const cut = failureBehindChain(one)
  return [
    ...(cut === undefined ? [] : [unreached(cut)]),
    ...one.verdicts.flatMap(({ trusted: { path }, verdict }) =>
      faultsOf(text, verdict, law, now).map(found => ({ ...found, path })),
    ),
  ]
}

const fault = (rule: Fault['rule'], message: string, fix: string | undefined): Fault =>
  fix === undefined ? { rule, message } : { rule, message, fix }

function faultsOf(text: string, verdict: Verdict, law: Law, now: string): Fault[] {
  if (!verdict.accepted) {
    const { says, why, fix } = verdict
    return [fault('registry-refused', `${text} is refused: ${says}; ${why}`, fix)]
  }
  const { endsFirst, remarks } = verdict
  const chain = remarks.filter(({ isNote }) => isNote !== true)
  return [
    ...chain.map(({ message, fix }) => fault('registry-chain', `${text} ${message}`, fix)),
    ...(endsSoon(endsFirst, law, now)
      ? [
          fault(
            'registry-expires-soon',
            `${text} is accepted until ${day(endsFirst.notAfter)} only, when ${subjectOf(endsFirst)} ends`,
            undefined,
          ),
        ]
      : []),
  ]
}

/** What can be said of registries with which nothing at all is wrong. */
export const acceptedIn = ({ verified }: Verification, findings: readonly Finding[]): AcceptedRegistry[] =>
  verified
    .filter(one => isAccepted(one) && !findings.some(({ registry }) => registry === one.registry.text))
    .map(({ registry: { text }, verdicts }) => ({
      registry: text,
      told: verdicts
        .flatMap(({ trusted: { called }, verdict }) =>
          verdict.accepted ? [`accepted by nodes that trust ${called} until ${day(verdict.endsFirst.notAfter)}`] : [],
        )
        .join('; '),
    }))

const isAccepted = (one: Verified): boolean =>
  !('problems' in one) && failureBehindChain(one) === undefined && one.verdicts.every(({ verdict }) => verdict.accepted)
