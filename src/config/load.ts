import { loadConfigWith } from './load-with.ts'
import type { LoadedConfig } from './loaded.ts'

export { folderAbove, hasConfig } from './load-with.ts'

/** Loads the configuration of a folder for a person or their CI, who run its program where it is one. @throws {RunError} */
export const loadConfig = (cwd: string, named?: string): Promise<LoadedConfig> =>
  // Loaded with the first file that needs it: a YAML configuration never pays for TypeScript.
  loadConfigWith(async path => (await import('./load-module.ts')).loadModule(path), cwd, named)
