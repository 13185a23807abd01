import { relative, resolve, sep } from 'node:path'
import { NOTHING, type Snapshot, snapshotOfEntries, snapshotOfSources, snapshotOfText } from '../compare/snapshot.ts'
import { hasConfig, loadConfig } from '../config/load.ts'
import { type ParsedConfig, parseConfig, targetOf } from '../config/parse.ts'
import { disk } from '../io/disk.ts'
import { commitOf, textOfBlob } from '../io/git.ts'
import { workTreeOf } from '../io/git-config.ts'
import { bytesOf, kindOf } from '../io/operand.ts'
import type { Json } from '../model.ts'
import type { TrustSet } from '../pipeline.ts'
import { RunError } from '../run-error.ts'
import { requireUtf8 } from '../utf8.ts'
import { yamlFault } from '../yaml.ts'
import { buildFromDisk } from './build.ts'
import type { BuildFlags, World } from './command.ts'
import { survey } from './survey.ts'

/** One end of a comparison: what people call it, and the trust sets in it. */
export interface Side {
  readonly label: string
  readonly outputs: readonly SideOutput[]
}

export interface SideOutput {
  /** The path of the output, from the configuration's folder; undefined where it has none, as a live object. */
  readonly path: string | undefined
  readonly snapshot: Snapshot
}

/** The configuration of the folder, and where it is. */
interface Configured {
  readonly root: string
  readonly parsed: ParsedConfig
}

/**
 * Finds out what an operand of `diff` is: standard input, a file or folder that is there, `REVISION:PATH`, or a revision.
 * @throws {RunError}
 */
export async function sideOf(operand: string, world: World, flags: BuildFlags): Promise<Side> {
  if (operand === '-')
    return single('standard input', undefined, requireUtf8('standard input', await world.readStdin()))
  const path = resolve(world.cwd, operand)
  const kind = kindOf(path, operand)
  if (kind === 'folder') return namedFolder(operand, world)
  if (kind === 'file')
    return single(operand, await pathFromRoot(operand, world, flags), requireUtf8(operand, bytesOf(path, operand)))
  const commit = commitOf(world.cwd, operand)
  if (commit !== undefined) return revisionSide(operand, commit, await configured(world, flags))
  const [revision = '', file] = splitAtColon(operand)
  const inside = file === undefined ? undefined : commitOf(world.cwd, revision)
  const text =
    inside === undefined || file === undefined ? undefined : textOfBlob(world.cwd, `${inside}:${file}`, operand)
  if (text !== undefined) return single(operand, undefined, text)
  // In a work tree that git does not look into, it knows no revision either.
  workTreeOf(world.cwd)
  throw new RunError([
    {
      where: operand,
      message: 'is no file, no folder and no revision',
      fix: 'in a shallow clone fetch it first (actions/checkout: fetch-depth: 0); - is standard input',
    },
  ])
}

/** A folder with a configuration is built; of any other the certificates in it are a set. */
async function namedFolder(operand: string, world: World): Promise<Side> {
  const cwd = resolve(world.cwd, operand)
  if (hasConfig(cwd)) return folderSide({ ...world, cwd }, {}, operand)
  const { entries } = await survey(world, {}, [operand])
  return { label: operand, outputs: [{ path: undefined, snapshot: snapshotOfSources(entries) }] }
}

/** The outputs as `generate` would write them, errors or not. @throws {RunError} */
export async function folderSide(world: World, flags: BuildFlags, label = 'the folder'): Promise<Side> {
  const { sets, outputs } = await buildFromDisk(world, flags)
  const built = new Map(outputs.map(({ output, manifest }) => [output.path, manifest.object]))
  const sides = sets.map(set => ({ path: set.output.path, snapshot: snapshotOfSet(set, built.get(set.output.path)) }))
  return { label, outputs: sides }
}

/** Where an error stopped the build, an output on a base has no object to compare. */
function snapshotOfSet({ output, entries }: TrustSet, built: Json | undefined): Snapshot {
  const target = targetOf(output)
  if (built !== undefined) return snapshotOfEntries(entries, { object: built, target })
  const { object } = target.render(output, { entries, comments: false, sources: [] })
  const snapshot = snapshotOfEntries(entries, { object, target })
  return output.base === undefined ? snapshot : { ...snapshot, around: undefined }
}

/** The outputs as they stand in the last commit, else in the folder. @throws {RunError} */
export async function committedSide(world: World, flags: BuildFlags): Promise<Side> {
  const config = await configured(world, flags)
  const head = headOf(config.root)
  if (head !== undefined) return revisionSide('HEAD', head, config)
  const outputs = config.parsed.config.outputs.map(async ({ path }) => {
    const text = await disk(config.root).readText(path)
    return { path, snapshot: text === undefined ? NOTHING : snapshot(path, text) }
  })
  return { label: 'the outputs on the disk', outputs: await Promise.all(outputs) }
}

/** The last commit; undefined outside of a repository, before its first commit, and where there is no git. @throws {RunError} */
const headOf = (folder: string): string | undefined =>
  workTreeOf(folder) === undefined ? undefined : commitOf(folder, 'HEAD')

function revisionSide(label: string, commit: string, { root, parsed }: Configured): Side {
  const outputs = parsed.config.outputs.map(({ path }) => {
    const called = `${label}:${path}`
    const text = textOfBlob(root, `${commit}:./${path}`, called)
    return { path, snapshot: text === undefined ? NOTHING : snapshot(called, text) }
  })
  return { label, outputs }
}

const single = (label: string, path: string | undefined, text: string): Side => ({
  label,
  outputs: [{ path, snapshot: snapshot(label, text) }],
})

function snapshot(where: string, text: string): Snapshot {
  if (text.trim() === '') return NOTHING
  try {
    return snapshotOfText(text)
  } catch (error) {
    const { line, message } = yamlFault(error)
    const fix = 'name a manifest, a folder or a revision'
    throw new RunError([{ where: `${where}:${line}`, message: `cannot be compared: ${message}`, fix }], {
      cause: error,
    })
  }
}

async function configured({ cwd }: World, { config }: BuildFlags): Promise<Configured> {
  const loaded = await loadConfig(cwd, config)
  return { root: loaded.root, parsed: await parseConfig(loaded) }
}

/** What a file is called by the configuration, where there is one. */
async function pathFromRoot(operand: string, world: World, flags: BuildFlags): Promise<string | undefined> {
  try {
    const { root } = await configured(world, flags)
    return relative(root, resolve(world.cwd, operand)).replaceAll(sep, '/')
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    // Two manifests can be compared where there is no configuration, or one that cannot be used.
    return undefined
  }
}

const splitAtColon = (operand: string): [string, string | undefined] => {
  const at = operand.indexOf(':')
  return at < 0 ? [operand, undefined] : [operand.slice(0, at), operand.slice(at + 1)]
}
