import type { Build } from '../pipeline.ts'
import type { Verified } from '../report/verification.ts'
import { RunError } from '../run-error.ts'
import { verdictOn } from '../verify/verdict.ts'
import type { World } from './command.ts'
import type { Plan } from './verify-plan.ts'
import { anchorsFor, type TrustFlags, type Would } from './verify-trust.ts'

/** Where an output refuses what the folder would accept, the way out is short: nobody has run `generate` yet. */
export function withFolder(
  verified: readonly Verified[],
  { now }: World,
  flags: TrustFlags,
  { config }: Plan,
  would: Would,
): Promise<Verified[]> {
  const outputs = new Set(config?.outputs.map(({ path }) => path))
  const isAsked = flags.manifest === undefined && flags.folder !== true
  return Promise.all(
    verified.map(async (one): Promise<Verified> => {
      const verdicts = one.verdicts.map(async judged => {
        const { trusted, verdict } = judged
        if (!isAsked || verdict.accepted || one.certificates.length === 0 || !outputs.has(trusted.path)) return judged
        const anchors = anchorsFor(trusted.path, await builtOr(would))
        const folder = { called: 'the folder', path: trusted.path, anchors, skipped: [] }
        const better = await verdictOn(one.registry, one.certificates, folder, now)
        if (!better.accepted) return judged
        const { path, line } = better.anchor.origin
        const fix = `npx tks-trust generate: ${path}:${line} vouches for it, and is not in ${trusted.called} yet`
        return { trusted, verdict: { ...verdict, fix } }
      })
      return { ...one, verdicts: await Promise.all(verdicts) }
    }),
  )
}

/** Advice is not worth an error: `generate` says what is wrong with the folder. */
async function builtOr(would: Would): Promise<Build> {
  try {
    return await would()
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return { findings: [], outputs: [], sets: [] }
  }
}
