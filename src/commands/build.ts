import { loadConfig } from '../config/load.ts'
import { parseConfig } from '../config/parse.ts'
import { disk } from '../io/disk.ts'
import type { Io } from '../io/io.ts'
import type { Finding } from '../model.ts'
import { type Build, build } from '../pipeline.ts'
import { countText, findingsText } from '../report/text.ts'
import type { BuildFlags, World } from './command.ts'

/** A build from the disk, and where to write it. */
export interface DiskBuild extends Build {
  readonly io: Io
}

/** Loads the configuration and builds. @throws {RunError} */
export async function buildFromDisk({ cwd, now }: World, { config: named }: BuildFlags): Promise<DiskBuild> {
  const config = await loadConfig(cwd, named)
  const io = disk(config.root)
  return { ...(await build(io, await parseConfig(config), now)), io }
}

/** Builds a configuration that is at hand, from the folder `root` or its stand-in. @throws {RunError} */
export async function buildConfig(value: unknown, root: string | Io, now: string): Promise<Build> {
  const parsed = await parseConfig({ path: 'config', root: '', value, lines: async () => () => undefined })
  return build(typeof root === 'string' ? disk(root) : root, parsed, now)
}

/** The findings as text; with `quiet` the errors only. */
export function talkOf(findings: readonly Finding[], { style }: World, { quiet = false }: BuildFlags): string {
  const shown = quiet ? findings.filter(({ severity }) => severity === 'error') : findings
  return shown.length === 0 ? '' : `${findingsText(shown, style())}${countText(shown)}\n`
}
