import { stops } from '../finding.ts'
import type { Build } from '../pipeline.ts'
import { printable } from '../printable.ts'
import { type Problem, RunError, throwIfAny } from '../run-error.ts'
import { type Anchor, type Trusted, trustedEntry } from '../verify/anchor.ts'
import { generateCommand } from './again.ts'
import { buildFromDisk } from './build.ts'
import type { World } from './command.ts'
import { trustedByManifest, trustedIn } from './verify-manifest.ts'
import type { Plan } from './verify-plan.ts'

/** What `verify` judges by, and what has to be said about it. */
export interface Trust {
  readonly trusted: readonly Trusted[]
  /** Lines for people. */
  readonly remarks: readonly string[]
}

/** Flags of `verify` that say what a node trusts. */
export interface TrustFlags {
  readonly config?: string | undefined
  readonly manifest?: string | undefined
  readonly output?: readonly string[] | undefined
  readonly folder?: boolean | undefined
  readonly 'with-public-roots'?: boolean | undefined
}

/**
 * What nodes trust: of the outputs as they stand on the disk, of what `generate` would write, or of a manifest from anywhere.
 * @param build see {@link buildOnce} @throws {RunError}
 */
export async function trustOf(world: World, flags: TrustFlags, plan: Plan, build: BuildOnce): Promise<Trust> {
  const { trusted, remarks } = await chosen(world, flags, plan, build)
  const roots = await publicRootsFor(flags)
  return { remarks, trusted: trusted.map(one => ({ ...one, anchors: [...one.anchors, ...roots] })) }
}

/** Mozilla's roots where they are trusted as well, else none. */
export const publicRootsFor = async (flags: TrustFlags): Promise<readonly Anchor[]> =>
  flags['with-public-roots'] === true ? (await import('./public-roots.ts')).publicRoots() : []

/** What `generate` would write, once it has been asked for. */
export type BuildOnce = () => Promise<Build>

/** Builds at most once. */
export function buildOnce(world: World, { config }: TrustFlags): BuildOnce {
  let built: Promise<Build> | undefined
  return () => {
    built ??= buildFromDisk(world, { config })
    return built
  }
}

async function chosen(world: World, flags: TrustFlags, plan: Plan, build: BuildOnce): Promise<Trust> {
  if (flags.manifest !== undefined) {
    const one = await trustedByManifest(flags.manifest, world, plan.root)
    return { trusted: [one], remarks: [] }
  }
  const parts = await Promise.all(
    outputsOf(plan, flags.output).map(path => fromOutput(path, { world, flags, plan, build })),
  )
  return { trusted: parts.flatMap(({ trusted }) => trusted), remarks: parts.flatMap(({ remarks }) => remarks) }
}

function outputsOf({ config }: Plan, named: readonly string[] | undefined): readonly string[] {
  const known = (config?.outputs ?? []).map(({ path }) => path)
  const bare = named?.map(path => path.replace(/^(?:\.\/)+/, ''))
  const problems = (bare ?? []).flatMap((path): Problem[] =>
    known.includes(path)
      ? []
      : [
          {
            where: '--output',
            message: `${path} is no output of the configuration`,
            fix: known.map(one => `--output ${one}`).join(', or '),
          },
        ],
  )
  throwIfAny(problems)
  return bare === undefined ? known : [...new Set(bare)]
}

interface Wanted {
  readonly world: World
  readonly flags: TrustFlags
  readonly plan: Plan
  readonly build: BuildOnce
}

async function fromOutput(path: string, { world, flags, plan: { io }, build }: Wanted): Promise<Trust> {
  const text = flags.folder === true ? undefined : await io?.readText(path)
  if (text !== undefined) return { trusted: [trustedIn(text, { called: path, path })], remarks: [] }
  const built = await build()
  const own = built.sets.find(({ output }) => output.path === path)
  const isEmpty = own?.entries.length === 0 && built.findings.filter(stops).every(({ rule }) => rule === 'empty-set')
  if (built.outputs.length === 0 && !isEmpty)
    throw new RunError([nothingFor(path, built, generateCommand(world, flags))])
  const judgedBy = isEmpty
    ? 'there is no certificate for it, so that nothing is trusted'
    : 'judged by what generate would write'
  const remarks = flags.folder === true && !isEmpty ? [] : [`${printable(path, 400)} is not there yet: ${judgedBy}\n`]
  return {
    trusted: [{ called: `the sources of ${path}`, path, anchors: anchorsFor(path, built), skipped: [] }],
    remarks,
  }
}

function nothingFor(where: string, { findings }: Build, generate: string): Problem {
  const [first] = findings.filter(stops)
  const because = first === undefined ? '' : `: ${first.rule}${first.path === undefined ? '' : ` in ${first.path}`}`
  return { where, message: `generate would write nothing for it${because}`, fix: `${generate} says why` }
}

/** What an output would hold, if all went well. */
export const anchorsFor = (path: string, { outputs }: Build): readonly Anchor[] =>
  outputs.filter(({ output }) => output.path === path).flatMap(({ entries }) => entries.flatMap(trustedEntry))
