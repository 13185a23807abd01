import { resolve } from 'node:path'
import type { Config } from '../config/define.ts'
import type { LoadedConfig } from '../config/loaded.ts'
import { insideOf } from '../io/links.ts'
import { matching } from '../io/select.ts'
import type { Wanted } from '../report/wanted.ts'
import { RunError } from '../run-error.ts'

/** The files that formats go to, as they were typed. */
export const filesOf = (wanted: readonly Wanted<string>[]): string[] =>
  wanted.flatMap(({ file }) => (file === undefined ? [] : [file]))

/** Keeps reports off each other, and off files that are read. @throws {RunError} */
export function requireOthers(files: readonly string[], cwd: string, read: readonly string[]): void {
  const taken = new Set(read.map(path => resolve(cwd, path)))
  for (const [index, file] of files.entries()) {
    const isTwice = files.findIndex(other => resolve(cwd, other) === resolve(cwd, file)) !== index
    if (isTwice) throw refusal(file, 'is named for two formats')
    if (taken.has(resolve(cwd, file))) throw refusal(file, 'is not for reports: certificates are read from it')
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
  for (const file of files) {
    const path = insideOf(root, resolve(cwd, file))
    if (path === undefined) continue
    const chains = registries.flatMap(registry => (typeof registry === 'string' ? [] : [registry.chain]))
    const taken = [config, ...outputs.flatMap(output => [output.path, output.base]), ...chains]
    if (taken.includes(path)) throw refusal(file, 'is not for reports: the configuration needs it')
    if (matching([path], sources).length > 0) throw refusal(file, 'would be read as a source from then on')
  }
}

const refusal = (where: string, message: string): RunError =>
  new RunError([{ where, message, fix: 'give the report a file of its own' }])
