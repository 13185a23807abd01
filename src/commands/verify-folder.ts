import type { Verified } from '../report/verification.ts'
import { verdictOn } from '../verify/verdict.ts'
import type { World } from './command.ts'
import type { Plan } from './verify-plan.ts'
import { folderAnchors, type TrustFlags } from './verify-trust.ts'

/** Where an output refuses what the folder would accept, the way out is short: nobody has run `generate` yet. */
export function withFolder(
  verified: readonly Verified[],
  world: World,
  flags: TrustFlags,
  { config }: Plan,
): Promise<Verified[]> {
  const outputs = new Set(config?.outputs.map(({ path }) => path))
  const isAsked = flags.manifest === undefined && flags.folder !== true
  return Promise.all(
    verified.map(async (one): Promise<Verified> => {
      const verdicts = one.verdicts.map(async judged => {
        const { trusted, verdict } = judged
        if (!isAsked || verdict.accepted || one.certificates.length === 0 || !outputs.has(trusted.path)) return judged
        const anchors = await folderAnchors(trusted.path, world, flags)
        const folder = { called: 'the folder', path: trusted.path, anchors }
        const better = await verdictOn(one.registry, one.certificates, folder, world.now)
        if (!better.accepted) return judged
        const { path, line } = better.anchor.origin
        const fix = `npx tks-trust generate: ${path}:${line} vouches for it, and is not in ${trusted.called} yet`
        return { trusted, verdict: { ...verdict, fix } }
      })
      return { ...one, verdicts: await Promise.all(verdicts) }
    }),
  )
}
