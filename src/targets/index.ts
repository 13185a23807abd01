import type { Target } from './target.ts'
import tkgServiceConfiguration from './tkg-service-configuration/index.ts'
import type { TkgServiceConfigurationOptions } from './tkg-service-configuration/options.ts'

/** The options of every target. */
export type TargetOptions = TkgServiceConfigurationOptions

/** Every output shape, by the name that `target` has in the configuration. */
export const TARGETS: ReadonlyMap<string, Target<TargetOptions>> = new Map([
  [tkgServiceConfiguration.name, tkgServiceConfiguration],
])
