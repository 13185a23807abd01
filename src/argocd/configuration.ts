import { basename, dirname, posix, resolve } from 'node:path'
import { configsIn, lookalikesIn } from '../config/beside.ts'
import { loadData } from '../config/load-data.ts'
import type { LoadedConfig } from '../config/loaded.ts'
import { readingInside } from '../io/reading-inside.ts'
import { isPathInside } from '../path-inside.ts'
import { RunError } from '../run-error.ts'
import type { Application } from './application.ts'

/** A configuration, and its folder as a path of the repository: where the paths of all that is said of it start. */
export interface AppConfig extends LoadedConfig {
  readonly called: string
}

/**
 * Loads a configuration that is data, and from the folder of the application only. One that is a program is refused without
 * being read: Argo CD would run what anybody can push. Paths of problems start at the folder of the application.
 * @param wanted the file that the parameter `config` names
 * @throws {RunError}
 */
export async function loadConfiguration(application: Application, wanted: string | undefined): Promise<AppConfig> {
  const path = wanted === undefined ? onlyConfigIn(application) : namedIn(application, wanted)
  if (PROGRAM.test(path)) throw refusal(path, IS_PROGRAM, FIX_PROGRAM)
  if (!DATA.test(path)) throw refusal(path, 'is neither YAML nor JSON', 'name a .yaml, .yml or .json')
  const text = await readingInside(application.folder).readText(path)
  if (text === undefined) throw missing(application, path)
  if (text.trim() === '') throw refusal(path, 'is empty', 'write it: npx tks-trust init has an example')
  return {
    path: basename(path),
    root: dirname(resolve(application.folder, path)),
    called: posix.join(application.called, posix.dirname(path)),
    ...(await loadData(path, text)),
  }
}

const PROGRAM = /\.[cm]?[jt]sx?$/i
const DATA = /\.(ya?ml|json)$/i

const IS_PROGRAM = 'is a program, and is not run here: whoever can push to the repository could run anything with it'
const FIX_PROGRAM =
  'write trust.config.yaml, with the same content as data; or run `tks-trust generate` in CI, commit the manifest and let Argo CD sync that'

const refusal = (where: string, message: string, fix: string): RunError => new RunError([{ where, message, fix }])

function onlyConfigIn({ folder, called }: Application): string {
  const found = configsIn(folder, called, 'let the user of this program read the folder')
  const [name, other] = found
  const fix =
    'let spec.source.path be the folder that holds trust.config.yaml, or name the file in the parameter config'
  if (name === undefined)
    throw refusal(
      called === '.' ? 'the folder of the application' : called,
      `no configuration here (trust.config.yaml, .yml or .json)${lookalikesIn(folder)}`,
      fix,
    )
  if (other === undefined) return name
  throw refusal(
    called,
    `two configurations: ${found.join(' and ')}`,
    'keep one of them, or name one in the parameter config; a program, such as trust.config.ts, is never run here, because whoever can push could run anything with it',
  )
}

function namedIn({ called }: Application, path: string): string {
  if (isPathInside(path)) return path
  throw refusal(
    'parameter config',
    `${path} is not a path inside the folder of the application${called === '.' ? '' : `, ${called}`}`,
    'write it from that folder on, without . and .., with forward slashes',
  )
}

const missing = ({ called }: Application, path: string): RunError =>
  refusal(
    path,
    `is not in the folder of the application${called === '.' ? '' : `, ${called}`}`,
    'correct the parameter config, or commit the file',
  )
