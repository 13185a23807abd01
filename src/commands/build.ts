import { join } from 'node:path'
import { loadConfig } from '../config/load.ts'
import { parseConfig } from '../config/parse.ts'
import { disk } from '../io/disk.ts'
import type { Io } from '../io/io.ts'
import { type Build, build } from '../pipeline.ts'
import { wantedFormats } from '../report/formats.ts'
import type { BuildFlags, World } from './command.ts'
import { filesOf, requireFree } from './report-files.ts'

/** A build from the disk, and where to write it. */
export interface DiskBuild extends Build {
  readonly io: Io
  /** The file of the configuration, absolute. */
  readonly config: string
}

/** Loads the configuration and builds. @throws {RunError} */
export async function buildFromDisk({ cwd, now }: World, { config: named, format }: BuildFlags): Promise<DiskBuild> {
  const loaded = await loadConfig(cwd, named)
  const io = disk(loaded.root)
  const parsed = await parseConfig(loaded)
  requireFree(filesOf(wantedFormats(format)), cwd, loaded, parsed.config)
  return { ...(await build(io, parsed, now)), io, config: join(loaded.root, loaded.path) }
}

/** Builds a configuration that is at hand, from the folder `root` or its stand-in. @throws {RunError} */
export async function buildConfig(value: unknown, root: string | Io, now: string): Promise<Build> {
  const parsed = await parseConfig({ path: 'config', root: '', value, lines: async () => () => undefined })
  return build(typeof root === 'string' ? disk(root) : root, parsed, now)
}
