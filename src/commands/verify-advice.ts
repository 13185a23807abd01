import type { Build } from '../pipeline.ts'
import type { Verified } from '../report/verification.ts'
import { RunError } from '../run-error.ts'
import { type Anchor, trustedEntry } from '../verify/anchor.ts'
import { verdictOn } from '../verify/verdict.ts'
import { generateCommand } from './again.ts'
import type { World } from './command.ts'
import { type Commands, serverOf } from './verify-judge.ts'
import type { Plan } from './verify-plan.ts'
import { anchorsFor, type BuildOnce, publicRootsFor, type TrustFlags } from './verify-trust.ts'

type Judged = Verified['verdicts'][number]

/**
 * Where an output refuses a registry that the folder would accept, the way out is short: nobody has run `generate` yet.
 * @param verified by what the flags say @param build is asked only where something is refused
 */
export function withGenerateAdvice(
  verified: readonly Verified[],
  world: World,
  flags: TrustFlags,
  { config }: Plan,
  build: BuildOnce,
  commands: Commands,
): Promise<readonly Verified[]> {
  if (flags.manifest !== undefined || flags.folder === true) return Promise.resolve(verified)
  const outputs = new Set(config?.outputs.map(({ path }) => path))
  const advised = async (one: Verified, judged: Judged): Promise<Judged> => {
    const { trusted, verdict } = judged
    const { certificates } = one
    if (verdict.accepted || certificates.length === 0 || !outputs.has(trusted.path)) return judged
    const built = await buildOrNothing(build)
    const roots = await publicRootsFor(flags)
    const vouching = async (anchors: readonly Anchor[]) => {
      const folder = { called: 'the folder', path: trusted.path, anchors: [...anchors, ...roots], skipped: [] }
      const better = await verdictOn(serverOf(one, trusted, commands), certificates, folder, world.now)
      return better.accepted ? whereOf(better.anchor) : undefined
    }
    const own = await vouching(anchorsFor(trusted.path, built))
    if (own !== undefined) {
      const fix = `${generateCommand(world, flags)}: ${own} vouches for it, and is not in ${trusted.called} yet`
      return { trusted, verdict: { ...verdict, fix } }
    }
    const { include, exclude } = config?.outputs.find(({ path }) => path === trusted.path) ?? {}
    const choices = [...(include === undefined ? [] : ['include']), ...(exclude === undefined ? [] : ['exclude'])]
    // With an error in the folder nobody knows yet what would be written.
    const others = built.outputs.flatMap(({ entries }) => entries.flatMap(trustedEntry))
    const other = choices.length === 0 ? undefined : await vouching(others)
    if (other === undefined) return judged
    const fix = `let ${choices.join(' and ')} of ${trusted.path} select ${other} too, which vouches for it; then ${generateCommand(world, flags)}`
    return { trusted, verdict: { ...verdict, fix } }
  }
  return Promise.all(
    verified.map(async one => ({ ...one, verdicts: await Promise.all(one.verdicts.map(each => advised(one, each))) })),
  )
}

const whereOf = ({ origin: { path, line } }: Anchor): string => `${path}:${line}`

/** Advice is not worth an error: `generate` says what is wrong with the folder. */
async function buildOrNothing(build: BuildOnce): Promise<Build> {
  try {
    return await build()
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return { findings: [], outputs: [], sets: [] }
  }
}
