import { join } from 'node:path'
import type { Config } from '../config/define.ts'
import { hasConfig, loadConfig } from '../config/load.ts'
import { parseConfig } from '../config/parse.ts'
import { disk } from '../io/disk.ts'
import type { Io } from '../io/io.ts'
import { type Law, lawOf } from '../law.ts'
import { type Problem, RunError, throwIfAny } from '../run-error.ts'
import { type Registry, registryOf } from '../verify/registry.ts'
import type { World } from './command.ts'
import { requireFree, requireOthers } from './report-files.ts'

/** A registry to verify, and a file with its chain, where it is not to be asked. */
export interface Asked extends Registry {
  /** From the folder of the configuration. */
  readonly chain?: string
}

/** What `verify` is to do. */
export interface Plan {
  readonly registries: readonly Asked[]
  readonly law: Law
  /** Undefined where there is no configuration and none is needed. */
  readonly config: Config | undefined
  readonly io: Io | undefined
  readonly root: string | undefined
  /** The file of the configuration, absolute. */
  readonly file: string | undefined
}

/**
 * The registries that were named, else those of the configuration. One that is named and in the configuration is taken with what
 * that says of it.
 * @param reports files that will be written
 * @throws {RunError}
 */
export async function planOf(
  world: World,
  { config: named, manifest }: { readonly config?: string | undefined; readonly manifest?: string | undefined },
  operands: readonly string[],
  reports: readonly string[],
): Promise<Plan> {
  const { cwd, now } = world
  const isFree = named === undefined && manifest !== undefined && !hasConfig(cwd)
  if (isFree) {
    requireOthers(reports, cwd, [manifest])
    const registries = chosen(operands, [])
    return { registries, law: lawOf({}, now), config: undefined, io: undefined, root: undefined, file: undefined }
  }
  const loaded = await loadConfig(cwd, named).catch((error: unknown) => {
    throw error instanceof RunError && named === undefined && !hasConfig(cwd) ? withoutConfig(error) : error
  })
  const { config } = await parseConfig(loaded)
  if (manifest !== undefined) requireOthers(reports, cwd, [manifest])
  requireFree(reports, cwd, loaded, config)
  const registries = chosen(operands, configured(config))
  const file = join(loaded.root, loaded.path)
  return { registries, law: lawOf(config, now), config, io: disk(loaded.root), root: loaded.root, file }
}

const withoutConfig = ({ problems }: RunError): RunError =>
  new RunError(problems.map(({ fix, ...rest }) => ({ ...rest, fix: [WITH_MANIFEST, fix].join('; or ') })))

const WITH_MANIFEST = 'tks-trust verify --manifest tks.yaml HOST'

function chosen(operands: readonly string[], known: readonly Asked[]): readonly Asked[] {
  if (operands.length === 0 && known.length === 0)
    throw new RunError([
      {
        message: 'no registry to verify',
        fix: 'tks-trust verify HOST[:PORT], or list registries in the configuration',
      },
    ])
  if (operands.length === 0) return distinct(known)
  const read = distinct(all(operands.map(registryOf)))
  return read.map(registry => known.find(({ text }) => text === registry.text) ?? registry)
}

const distinct = <T extends Registry>(registries: readonly T[]): readonly T[] =>
  registries.filter(({ text }, index) => registries.findIndex(other => other.text === text) === index)

const configured = ({ registries = [] }: Config): readonly Asked[] =>
  all(
    registries.map(registry => {
      const { host, chain } = typeof registry === 'string' ? { host: registry } : registry
      const read = registryOf(host)
      return 'message' in read || chain === undefined ? read : { ...read, chain }
    }),
  )

/** @throws {RunError} with everything that is no registry */
function all<T extends Registry>(read: readonly (T | Problem)[]): readonly T[] {
  const problems = read.flatMap(one => ('message' in one ? [one] : []))
  throwIfAny(problems)
  return read.flatMap(one => ('message' in one ? [] : [one]))
}
