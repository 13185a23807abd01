import { relative, resolve, sep } from 'node:path'
import { textOf } from '../io/operand.ts'
import type { Entry } from '../model.ts'
import { printable } from '../printable.ts'
import { RunError } from '../run-error.ts'
import type { Anchor, Trusted } from '../verify/anchor.ts'
import { anchorsIn } from '../verify/manifest-anchors.ts'
import type { World } from './command.ts'
import { type Survey, survey } from './survey.ts'
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
 * @throws {RunError}
 */
export async function trustOf(world: World, flags: TrustFlags, plan: Plan): Promise<Trust> {
  const { trusted, remarks } = await chosen(world, flags, plan)
  if (flags['with-public-roots'] !== true) return { trusted, remarks }
  const { publicRoots } = await import('../io/public-roots.ts')
  const roots = publicRoots()
  return { remarks, trusted: trusted.map(one => ({ ...one, anchors: [...one.anchors, ...roots] })) }
}

async function chosen(world: World, flags: TrustFlags, plan: Plan): Promise<Trust> {
  if (flags.manifest !== undefined) return fromManifest(flags.manifest, world, plan)
  const outputs = outputsOf(plan, flags.output)
  const parts = await Promise.all(outputs.map(path => fromOutput(path, world, flags, plan)))
  return { trusted: parts.flatMap(({ trusted }) => trusted), remarks: parts.flatMap(({ remarks }) => remarks) }
}

function outputsOf({ config }: Plan, named: readonly string[] | undefined): readonly string[] {
  if (config === undefined)
    throw new RunError([
      {
        message: 'no configuration here, and no manifest named',
        fix: 'tks-trust verify --manifest tks.yaml HOST, or --config FILE',
      },
    ])
  const known = config.outputs.map(({ path }) => path)
  const problems = (named ?? []).flatMap(path =>
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
  if (problems.length > 0) throw new RunError(problems)
  return named ?? known
}

async function fromOutput(path: string, world: World, flags: TrustFlags, { io }: Plan): Promise<Trust> {
  const text = flags.folder === true ? undefined : await io?.readText(path)
  if (text !== undefined) return parsed(text, { called: path, path })
  const anchors = await folderAnchors(path, world, flags)
  const called = `the sources of ${path}`
  const remarks = flags.folder === true ? [] : [`${path} is not there yet: judged by what generate would write\n`]
  return { trusted: [{ called, path, anchors }], remarks }
}

/** What `generate` would put into an output, as far as it can be read. */
export async function folderAnchors(path: string, world: World, { config }: TrustFlags): Promise<readonly Anchor[]> {
  const { entries, outputsOf }: Survey = await survey(world, { config }, [])
  return entries.filter(entry => outputsOf(entry).includes(path)).flatMap(anchorsOfEntry)
}

const anchorsOfEntry = ({ certificate, name, origins: [origin] }: Entry): Anchor[] =>
  origin === undefined ? [] : [{ certificate, name, origin }]

async function fromManifest(named: string, world: World, { root }: Plan): Promise<Trust> {
  const isStdin = named === '-'
  const text = isStdin
    ? Buffer.from(await world.readStdin()).toString('utf8')
    : await textOf(resolve(world.cwd, named), named)
  const called = isStdin ? 'standard input' : named
  const path = isStdin ? 'stdin' : relative(root ?? world.cwd, resolve(world.cwd, named)).replaceAll(sep, '/')
  // Any other file of certificates will do, such as the bundle of a node.
  if (/^[ \t"']*(?:kind|apiVersion)/m.test(text)) return parsed(text, { called, path })
  if (isStdin)
    throw new RunError([
      {
        where: called,
        message: 'is no manifest',
        fix: 'kubectl get tkgserviceconfiguration tkg-service-configuration -o yaml | tks-trust verify --manifest - HOST',
      },
    ])
  const { entries } = await survey(world, {}, [named])
  return { trusted: [{ called, path, anchors: entries.flatMap(anchorsOfEntry) }], remarks: [] }
}

function parsed(text: string, { called, path }: Pick<Trusted, 'called' | 'path'>): Trust {
  try {
    const { anchors, useless } = anchorsIn(text, path)
    const remarks = [
      ...useless.map(
        name => `${called}: ${printable(name)} is no PEM once it is decoded: nodes take nothing out of it\n`,
      ),
      ...(anchors.length + useless.length === 0 ? [`${called} lists no certificate\n`] : []),
    ]
    return { trusted: [{ called, path, anchors }], remarks }
  } catch (error) {
    if (error instanceof RunError || !(error instanceof Error)) throw error
    const message = `is no manifest that lists certificates: ${printable(error.message.split('\n', 1)[0] ?? '')}`
    throw new RunError([{ where: called, message, fix: 'name one that tks-trust generate has written, or --folder' }], {
      cause: error,
    })
  }
}
