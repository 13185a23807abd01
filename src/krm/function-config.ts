import type { Config } from '../config/define.ts'
import { explainAll, type Step, spell } from '../config/explain.ts'
import { type ParsedConfig, parseConfig } from '../config/parse.ts'
import { plain } from '../config/plain.ts'
import type { Json, Severity } from '../model.ts'
import { isList, isRecord, valueAt } from '../object.ts'
import { printable } from '../printable.ts'
import { RunError } from '../run-error.ts'
import type { TargetOptions } from '../targets/index.ts'
import { violations } from '../validate.ts'
import type { Reference } from './results.ts'
import { API_VERSION, KIND, trustedCAsSchema } from './schema.ts'

/** What a function is told, valid against its schema but for the spec of the manifest, which is judged with the rest. */
export interface FunctionConfig {
  /** What messages call it, such as `TrustedCAs/registry`. */
  readonly called: string
  readonly reference: Reference
  readonly target?: 'tkg-service-configuration'
  /** The object as it is to be made, where there is none. */
  readonly options: TargetOptions
  readonly comments?: boolean
  /** Whether the certificates that an object lists already stay in its list; undefined where functionConfig does not say. */
  readonly keepListed: boolean | undefined
  readonly shared: Omit<Config, 'outputs'>
}

/** Reads functionConfig. @throws {RunError} with every mistake in it */
export function readFunctionConfig(value: Json | undefined): FunctionConfig {
  const called = calledBy(value)
  if (!isOurs(value)) {
    throw new RunError([
      {
        where: called,
        message: `functionConfig ${whatIs(value)}`,
        fix: `write one of apiVersion: ${API_VERSION}, kind: ${KIND}`,
      },
    ])
  }
  plain(called, value)
  const schema = trustedCAsSchema()
  const faults = explainAll(violations(value, schema), value, schema).filter(({ at }) => !isAboutManifest(at))
  if (faults.length > 0 || !isValid(value))
    throw new RunError(
      faults.map(({ at, message, ...rest }) => ({ where: called, message: `${spell(at)} ${message}`, ...rest })),
    )
  const { sources, rules, waivers, target, comments, keepListed, ...options } = value.spec
  return {
    called,
    reference: { apiVersion: API_VERSION, kind: KIND, name: value.metadata.name },
    options,
    keepListed,
    ...(target !== undefined && { target }),
    ...(comments !== undefined && { comments }),
    shared: { sources, ...(rules !== undefined && { rules }), ...(waivers !== undefined && { waivers }) },
  }
}

/**
 * The configuration of a build that makes the object at `path`, or fills the one that is at `base`.
 * @throws {RunError}
 */
export async function configFor(given: FunctionConfig, path: string, base?: string): Promise<ParsedConfig> {
  const { called, target, comments, options, shared } = given
  const output = {
    path,
    ...(target !== undefined && { target }),
    ...(comments !== undefined && { comments }),
    ...(base === undefined ? options : { base }),
  }
  const parsed = await parseConfig({
    path: called,
    root: '',
    value: { ...shared, outputs: [output] },
    lines: async () => () => undefined,
    placed: steps => ['spec', ...(steps[0] === 'outputs' ? steps.slice(2) : steps)],
  })
  const rules = { 'dropped-from-base': severityOfDropping(given, path === base), ...parsed.config.rules }
  return { ...parsed, config: { ...parsed.config, rules } }
}

/**
 * kustomize hides what a plugin says that succeeds, and nothing that it renders shows what was there before: a CA of a base is not
 * dropped unless somebody has said so. In a file of a package the change is seen.
 */
function severityOfDropping({ keepListed }: FunctionConfig, isInFile: boolean): Severity {
  if (keepListed === false) return 'info'
  return isInFile ? 'warning' : 'error'
}

interface Written {
  readonly metadata: { readonly name: string }
  readonly spec: Omit<Config, 'outputs'> &
    TargetOptions &
    Partial<Pick<FunctionConfig, 'target' | 'comments' | 'keepListed'>>
}

const isOurs = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  isRecord(value) && value.apiVersion === API_VERSION && value.kind === KIND

/** Told by the schema, which knows no types. */
const isValid = (value: unknown): value is Written => typeof value === 'object' && value !== null

/** The spec of the manifest is judged like the certificates, all in one run. */
const isAboutManifest = (at: readonly Step[]): boolean => at[0] === 'spec' && at[1] === 'spec' && at.length > 2

function whatIs(value: Json | undefined): string {
  if (value === undefined || value === null) return 'is missing'
  if (!isRecord(value)) return `is a ${isList(value) ? 'list' : typeof value}`
  const { apiVersion, kind } = value
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') return 'has no apiVersion or no kind'
  return `is a ${printable(kind)} of ${printable(apiVersion)}`
}

const calledBy = (value: Json | undefined): string => {
  const name = valueAt(value, ['metadata', 'name'])
  return typeof name === 'string' ? `${KIND}/${printable(name)}` : KIND
}
