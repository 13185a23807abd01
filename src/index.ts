import type { Config } from './config/define.ts'
import type { Io } from './io/io.ts'
import type { Build } from './pipeline.ts'

export {
  type Config,
  defineConfig,
  type OutputConfig,
  type RegistryConfig,
  type RuleOptions,
  type RuleSetting,
  type RuleSettings,
  type WaiverConfig,
} from './config/define.ts'
export type { Found, Io } from './io/io.ts'
export type {
  Certificate,
  Entry,
  Extension,
  Fault,
  Finding,
  KeyUsage,
  Manifest,
  Name,
  NameConstraints,
  Origin,
  PublicKey,
  RuleName,
  Severity,
  SourceFile,
  Waiver,
} from './model.ts'
export type { Build, BuiltOutput } from './pipeline.ts'
export { type Problem, RunError } from './run-error.ts'

import { RunError } from './run-error.ts'

/** What {@link build} needs besides the configuration. */
export interface BuildOptions {
  /** The folder, absolute, that the paths in the configuration start from; or the folder's stand-in. */
  readonly root: string | Io
  /** The instant of the judgement; default the present. It decides on findings, never on a text. */
  readonly now?: Date
}

/**
 * Builds every output of a configuration without writing anything. With an error among the findings there are no
 * outputs.
 * @throws {RunError} for a configuration that cannot be used, and for outputs that cannot be rendered
 */
export async function build(config: Config, { root, now = new Date() }: BuildOptions): Promise<Build> {
  // Loaded on the first call: a configuration that imports `defineConfig` must not load all of this.
  const { buildConfig } = await import('./commands/index.ts')
  if (Number.isNaN(now.getTime())) throw new RunError([{ message: 'now is no valid date' }])
  return buildConfig(config, root, `${now.toISOString().slice(0, 19)}Z`)
}
