import { resolve } from 'node:path'
import { configsIn } from '../config/beside.ts'
import type { Config } from '../config/define.ts'
import { folderAbove, hasConfig, loadConfig } from '../config/load.ts'
import type { LoadedConfig } from '../config/loaded.ts'
import { CONFIG_NAMES } from '../config/names.ts'
import { ownFiles } from '../config/own-files.ts'
import { parseConfig } from '../config/parse.ts'
import { insideOf } from '../io/links.ts'
import { matching } from '../io/select.ts'
import { endOf } from '../io/status.ts'
import type { Wanted } from '../report/wanted.ts'
import { RunError } from '../run-error.ts'
import type { BuildFlags, World } from './command.ts'

/** The files that formats go to, as they were typed. */
export const filesOf = (wanted: readonly Wanted<string>[]): string[] =>
  wanted.flatMap(({ file }) => (file === undefined ? [] : [file]))

/** Keeps reports off each other, and off files that are read. @throws {RunError} */
export function requireOthers(files: readonly string[], cwd: string, read: readonly string[]): void {
  const taken = new Set(read.map(path => endOf(resolve(cwd, path))))
  const ends = files.map(file => endOf(resolve(cwd, file)))
  for (const [index, file] of files.entries()) {
    const end = ends[index] ?? ''
    if (ends.indexOf(end) !== index) throw refusal(file, 'is named for two formats')
    if (taken.has(end)) throw refusal(file, 'is not for reports: certificates are read from it')
  }
}

/** Keeps reports off each other, and off what a run reads or writes. @throws {RunError} */
export function requireFree(
  files: readonly string[],
  cwd: string,
  { root, path: config }: Pick<LoadedConfig, 'root' | 'path'>,
  { sources, outputs, registries = [] }: Config,
): void {
  requireOthers(files, cwd, [])
  const chains = registries.flatMap(registry => (typeof registry === 'string' ? [] : (registry.chain ?? [])))
  const needed = [config, ...ownFiles({ outputs }), ...chains].map(path => endOf(resolve(root, path)))
  for (const file of files) {
    const typed = resolve(cwd, file)
    if (needed.includes(endOf(typed))) throw refusal(file, 'is not for reports: the configuration needs it')
    const paths = [insideOf(root, typed), insideOf(endOf(root), endOf(typed))].flatMap(path => path ?? [])
    if (matching(paths, sources).length > 0) throw refusal(file, 'would be read as a source from then on')
  }
}

/**
 * Keeps reports off what a run has been told to read, and off all that a configuration needs that it may do without.
 * @throws {RunError}
 */
export async function requireUnused(
  files: readonly string[],
  { cwd }: Pick<World, 'cwd'>,
  { config: named }: Pick<BuildFlags, 'config'>,
  read: readonly string[],
): Promise<void> {
  if (files.length === 0) return
  requireOthers(files, cwd, read)
  const configurations = new Set(
    [...namesAround(cwd), ...(named === undefined ? [] : [named])].map(name => endOf(resolve(cwd, name))),
  )
  for (const file of files)
    if (configurations.has(endOf(resolve(cwd, file))))
      throw refusal(file, 'is not for reports: it is the configuration')
  const there = await usableConfig(cwd, named)
  if (there !== undefined) requireFree(files, cwd, there.loaded, there.config)
}

/** All that a configuration may be called, here and in the folder above that has one. */
function namesAround(cwd: string): string[] {
  const above = folderAbove(cwd)
  return [cwd, ...(above === undefined ? [] : [above])].flatMap(folder =>
    CONFIG_NAMES.map(name => resolve(folder, name)),
  )
}

/**
 * The configuration that holds here, or in a folder above. One that cannot be used keeps nobody from work that needs none, and one that is a
 * program is not run for it.
 */
async function usableConfig(cwd: string, named: string | undefined) {
  const folder = named !== undefined || hasConfig(cwd) ? cwd : folderAbove(cwd)
  if (folder === undefined) return undefined
  const found = named ?? configsIn(folder)[0] ?? ''
  if (!/\.(?:json|ya?ml)$/.test(found)) return undefined
  try {
    const loaded = await loadConfig(folder, named)
    return { loaded, config: (await parseConfig(loaded)).config }
  } catch (error) {
    if (error instanceof RunError) return undefined
    throw error
  }
}

const refusal = (where: string, message: string): RunError =>
  new RunError([{ where, message, fix: 'give the report a file of its own' }])
