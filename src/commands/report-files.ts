import { resolve } from 'node:path'
import type { Config } from '../config/define.ts'
import type { LoadedConfig } from '../config/loaded.ts'
import { insideOf } from '../io/links.ts'
import { matching } from '../io/select.ts'
import { wantedFormats } from '../report/formats.ts'
import { RunError } from '../run-error.ts'

/** Keeps reports off what a run reads or writes. @throws {RunError} */
export function requireFree(
  formats: readonly string[] | undefined,
  cwd: string,
  { root, path: config }: Pick<LoadedConfig, 'root' | 'path'>,
  { sources, outputs }: Config,
): void {
  const files = wantedFormats(formats).flatMap(({ file }) => (file === undefined ? [] : [file]))
  for (const [index, file] of files.entries()) {
    const isTwice = files.findIndex(other => resolve(cwd, other) === resolve(cwd, file)) !== index
    if (isTwice) throw refusal(file, 'is named for two formats')
    const path = insideOf(root, resolve(cwd, file))
    if (path === undefined) continue
    const taken = [config, ...outputs.flatMap(output => [output.path, output.base])].includes(path)
    if (taken) throw refusal(file, 'is not for reports: the configuration needs it')
    if (matching([path], sources).length > 0) throw refusal(file, 'would be read as a source from then on')
  }
}

const refusal = (where: string, message: string): RunError =>
  new RunError([{ where, message, fix: 'give the report a file of its own' }])
