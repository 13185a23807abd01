import { existsSync, statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { cosmiconfig } from 'cosmiconfig'
import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import { configsIn, lookalikesIn } from './beside.ts'
import { loadData } from './load-data.ts'
import type { Loaded, LoadedConfig } from './loaded.ts'
import { CONFIG_NAMES } from './names.ts'

/**
 * Loads the configuration of a folder, or the file that `named` gives, for a person or their CI, who run its program where it
 * is one. Only that folder is looked at, and two configurations in it are an error.
 * @throws {RunError}
 */
export async function loadConfig(cwd: string, named?: string): Promise<LoadedConfig> {
  const explorer = cosmiconfig('trust', {
    searchPlaces: [...CONFIG_NAMES],
    searchStrategy: 'none',
    cache: false,
    loaders: {
      '.yaml': loadData,
      '.yml': loadData,
      '.json': loadData,
      '.ts': loadModule,
      '.mts': loadModule,
      '.js': loadModule,
      '.mjs': loadModule,
    },
  })
  const file = named === undefined ? onlyConfigIn(cwd) : resolve(cwd, named)
  requireFile(file)
  const result = await explorer.load(file).catch((error: unknown) => {
    throw error instanceof RunError ? error : new RunError([unloadable(file, error)], { cause: error })
  })
  const root = dirname(file)
  const path = relative(root, file)
  if (result === null || result.isEmpty === true)
    throw new RunError([{ where: path, message: 'is empty', fix: EXAMPLE }])
  const { value, lines }: Loaded = result.config
  return { path, root, value, lines }
}

/** Loaded with the first file that needs it: a YAML configuration never pays for TypeScript. */
const loadModule = async (path: string): Promise<Loaded> => (await import('./load-module.ts')).loadModule(path)

/** Reading a pipe would wait for ever. */
function requireFile(file: string): void {
  let isFile: boolean | undefined
  try {
    isFile = statSync(file, { throwIfNoEntry: false })?.isFile()
  } catch (error) {
    throw new RunError([unloadable(file, error)], { cause: error })
  }
  if (isFile === false) throw new RunError([{ where: file, message: 'is not a file', fix: 'check --config' }])
}

function onlyConfigIn(folder: string): string {
  const found = configsIn(folder)
  const [name, other] = found
  const above = name === undefined ? folderAbove(folder) : undefined
  if (name === undefined && above !== undefined)
    throw new RunError([
      { where: folder, message: `no configuration here, but in ${above}`, fix: `tks-trust COMMAND --cwd ${above}` },
    ])
  if (name === undefined)
    throw new RunError([
      {
        where: folder,
        message: `no configuration here (${CONFIG_NAMES.join(', ')})${lookalikesIn(folder)}`,
        fix: EXAMPLE,
      },
    ])
  if (other !== undefined)
    throw new RunError([
      {
        where: folder,
        message: `two configurations: ${found.join(' and ')}`,
        fix: 'keep one of them, or name one with --config',
      },
    ])
  return resolve(folder, name)
}

/** Whether a folder holds a configuration, of which nothing is read yet. @throws {RunError} */
export const hasConfig = (folder: string): boolean => configsIn(folder).length > 0

/** The nearest folder above that holds a configuration: it is named, never used unasked. */
export function folderAbove(folder: string): string | undefined {
  const parent = dirname(folder)
  if (parent === folder) return undefined
  const readable = CONFIG_NAMES.some(name => existsSync(resolve(parent, name)))
  return readable ? parent : folderAbove(parent)
}

function unloadable(file: string, error: unknown) {
  return { where: file, message: `the configuration cannot be loaded: ${reasonOf(error)}`, fix: 'check --config' }
}

const EXAMPLE = `npx tks-trust init, or write trust.config.yaml, for example:

    sources: ['certs/**/*.{crt,cer,pem,der,p7b}']
    outputs:
      - path: tks.yaml
        apiVersion: run.tanzu.vmware.com/v1alpha3
        spec:
          defaultCNI: antrea
`
