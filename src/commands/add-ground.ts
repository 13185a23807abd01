import { relative, resolve, sep } from 'node:path'
import type { Destination } from '../add/judgement.ts'
import { type Placement, pathFor, placementOf, wantedPath } from '../add/placement.ts'
import type { Ground } from '../add/plan.ts'
import type { AddFlags } from '../add/wish.ts'
import { committedIn } from '../committed.ts'
import type { Config, OutputConfig } from '../config/define.ts'
import { folderAbove, hasConfig, loadConfig } from '../config/load.ts'
import { ownFiles } from '../config/own-files.ts'
import { parseConfig, targetOf } from '../config/parse.ts'
import { disk } from '../io/disk.ts'
import type { Io } from '../io/io.ts'
import { insideOf } from '../io/links.ts'
import { occupantsBelow } from '../io/new-files.ts'
import { selector } from '../io/select.ts'
import { type Law, lawOf } from '../law.ts'
import { read } from '../read.ts'
import { RunError } from '../run-error.ts'
import type { World } from './command.ts'

/** The folder that certificates are added to, and the law that they are judged by. */
export interface AddGround extends Ground {
  /** The folder of the configuration, absolute. */
  readonly root: string
  readonly law: Law
  readonly destinations: readonly Destination[]
}

/** Where certificates go without a configuration. */
const FOLDER = 'certs'

/** Reads the configuration, where there is one, and what stands in its folder. @throws {RunError} */
export async function groundOf(world: World, flags: AddFlags): Promise<AddGround> {
  const { root, config } = await configuration(world, flags)
  const folder = flags.dir === undefined ? undefined : folderInside(root, resolve(world.cwd, flags.dir), flags.dir)
  const sources = config?.sources ?? [folder === '' ? '*' : `${escaped(folder ?? FOLDER)}/**/*`]
  const io = disk(root)
  const own = ownFiles(config ?? { outputs: [] })
  const { files } = await io.find(sources)
  const { sightings } = await read(files.filter(({ path }) => !own.has(path)))
  const placement = placementOf(sources, folder)
  return {
    root,
    law: lawOf(config ?? {}, world.now),
    placement,
    sightings,
    suffices: folder === undefined ? () => true : sufficesFor(placement, config?.outputs ?? []),
    occupantOf: occupantsBelow(root),
    destinations: await destinationsOf(io, config),
  }
}

/** Nobody needs a copy in the folder that was named where each output that would take it takes what is there. */
function sufficesFor(placement: Placement, outputs: readonly OutputConfig[]): (path: string) => boolean {
  const wanted = pathFor('ca', placement) ?? wantedPath('ca', placement)
  const taking = outputs.map(selector).filter(takes => takes(wanted))
  return path => taking.every(takes => takes(path))
}

/** A path as a pattern that matches nothing else. */
const escaped = (path: string): string => path.replace(/[$^*+?()[\]{}!|@\\]/g, '\\$&')

async function configuration(
  { cwd }: World,
  { config: named }: AddFlags,
): Promise<{ readonly root: string; readonly config?: Config }> {
  if (named !== undefined || hasConfig(cwd)) {
    const loaded = await loadConfig(cwd, named)
    const { config } = await parseConfig(loaded)
    return { root: loaded.root, config }
  }
  const above = folderAbove(cwd)
  if (above === undefined) return { root: cwd }
  const message = `no configuration here, but in ${above}`
  throw new RunError([{ where: cwd, message, fix: `tks-trust add SOURCE --cwd ${above}` }])
}

/** The way from the root to a folder in it. @throws {RunError} */
function folderInside(root: string, folder: string, typed: string): string {
  if (insideOf(root, folder) !== undefined) return relative(root, folder).replaceAll(sep, '/')
  const fix = 'name a folder inside that of the configuration'
  throw new RunError([{ where: typed, message: '--dir leads out of the folder of the configuration', fix }])
}

async function destinationsOf(io: Io, config: Config | undefined): Promise<Destination[]> {
  if (config === undefined) return [{ path: 'tks.yaml', committed: new Set() }]
  return Promise.all(
    config.outputs.map(async output => {
      const text = await io.readText(output.path)
      const listed = text === undefined ? [] : committedIn(text, targetOf(output))
      return { ...output, committed: new Set(listed.map(({ certificate }) => certificate.id)) }
    }),
  )
}
