import { createJiti } from 'jiti'
import { transform } from 'sucrase'
import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import { defineConfig } from './define.ts'
import type { Loaded } from './loaded.ts'
import { plain } from './plain.ts'

/**
 * Runs a configuration in TypeScript or JavaScript and takes its default export. One way on every version of Node, so
 * that enums, missing `"type": "module"` and a missing installation of this package behave the same everywhere.
 * Nothing is written: no cache, no temporary file beside the configuration.
 * @throws {RunError}
 */
export async function loadModule(path: string): Promise<Loaded> {
  const jiti = createJiti(path, {
    fsCache: false,
    moduleCache: false,
    transform: ({ source, ts = false }) => ({ code: toCommonJs(source, ts) }),
    virtualModules: { 'tks-trust': { defineConfig } },
  })
  try {
    const value = plain(path, await jiti.import(path, { default: true }))
    return { value, lines: async () => () => undefined }
  } catch (error) {
    if (error instanceof RunError) throw error
    throw new RunError([{ where: path, message: `the configuration cannot be run: ${reasonOf(error)}`, fix: FIX }], {
      cause: error,
    })
  }
}

const toCommonJs = (source: string, ts: boolean): string =>
  transform(source, {
    transforms: ts ? ['typescript', 'imports'] : ['imports'],
    disableESTransforms: true,
    preserveDynamicImport: true,
  }).code

const FIX = 'mend the program; it must end in: export default defineConfig({ ... })'
