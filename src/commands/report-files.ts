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
  for (const { file } of wantedFormats(formats)) {
    const path = file === undefined ? undefined : insideOf(root, resolve(cwd, file))
    if (path === undefined || file === undefined) continue
    const taken = [config, ...outputs.flatMap(output => [output.path, output.base])].includes(path)
    const message = taken ? 'is not for reports: the configuration needs it' : 'would be read as a source from then on'
    if (taken || matching([path], sources).length > 0)
      throw new RunError([{ where: file, message, fix: 'give the report a file of its own' }])
  }
}
