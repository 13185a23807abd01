import { RunError } from '../run-error.ts'
import { TARGETS, type TargetOptions } from '../targets/index.ts'
import type { OptionProblem, Target } from '../targets/target.ts'
import { violations } from '../validate.ts'
import type { Config, OutputConfig } from './define.ts'
import { type Explanation, explainAll, type Step, spell } from './explain.ts'
import type { ConfigFault } from './findings.ts'
import type { LoadedConfig } from './loaded.ts'
import { problemsOfPatterns, withPlainPatterns } from './patterns.ts'
import { plain } from './plain.ts'
import { problemsOfRegistries } from './registries.ts'
import { configSchema } from './schema.ts'

/** A configuration that may be used, and what is wrong with it all the same. */
export interface ParsedConfig extends Pick<LoadedConfig, 'path' | 'lines'> {
  readonly config: Config
  readonly faults: readonly ConfigFault[]
}

/** Checks a loaded configuration against its schema and its targets. @throws {RunError} with every problem in it */
export async function parseConfig({ path, value: written, lines, placed = same }: LoadedConfig): Promise<ParsedConfig> {
  const value = plain(path, written)
  const schema = configSchema(value)
  const explained = explainAll(violations(value, schema), value, schema)
  if (!isConfig(value) || !explained.every(isAboutSpec)) throw await refusal({ path, lines, placed }, explained)
  const ofOutputs = value.outputs.flatMap((output, index) =>
    checkOutput(output, index, value.outputs).map(problem => ({ ...problem, at: ['outputs', index, ...problem.at] })),
  )
  const problems: (Explanation & Pick<OptionProblem, 'rule'>)[] = [
    ...problemsOfPatterns(value),
    ...problemsOfRegistries(value),
    ...ofOutputs,
  ]
  const refused = problems.filter(problem => problem.rule === undefined && !isAboutSpec(problem))
  if (refused.length > 0) throw await refusal({ path, lines, placed }, [...explained, ...problems])
  const told = new Set(explained.map(({ at }) => spell(at)))
  const others = problems.filter(({ at }) => !told.has(spell(at)))
  const faults = [...explained, ...others].map(({ at, message, ...rest }): ConfigFault => {
    return { rule: 'spec-fault', ...rest, at, message: `${spell(placed(at))} ${message}` }
  })
  return { path, lines, config: withPlainPatterns(value), faults }
}

const same = (steps: readonly Step[]): readonly Step[] => steps

/** Whether a problem is about the spec around the certificates: that is judged like them, all in one run. */
const isAboutSpec = ({ at }: Pick<Explanation, 'at'>): boolean =>
  at[0] === 'outputs' && at[2] === 'spec' && at.length > 3

async function refusal(
  { path, lines, placed = same }: Pick<LoadedConfig, 'path' | 'lines' | 'placed'>,
  problems: readonly Explanation[],
): Promise<RunError> {
  const lineOf = await lines()
  const numbered = problems.map(problem => ({ ...problem, line: lineOf(problem.at) }))
  return new RunError(
    numbered
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
      .map(({ at, message, fix, line }) => {
        return {
          where: line === undefined ? path : `${path}:${line}`,
          message: `${at.length === 0 ? 'the configuration' : spell(placed(at))} ${message}`,
          ...(fix !== undefined && { fix }),
        }
      }),
  )
}

function checkOutput(output: OutputConfig, index: number, all: readonly OutputConfig[]): OptionProblem[] {
  const twice = all.findIndex(({ path }) => path.toLowerCase() === output.path.toLowerCase()) < index
  const clash = {
    at: ['path'],
    message: 'is also the path of another output',
    fix: 'give every output a path of its own',
  }
  return [...(twice ? [clash] : []), ...targetOf(output).check(output, output.base !== undefined)]
}

/** The target of an output. @throws {TypeError} for a name that the schema should have refused */
export function targetOf({ target = 'tkg-service-configuration' }: OutputConfig): Target<TargetOptions> {
  const found = TARGETS.get(target)
  if (found === undefined) throw new TypeError(`no target is named ${target}`)
  return found
}

const isConfig = (value: unknown): value is Config => typeof value === 'object' && value !== null
