import { basename } from 'node:path'
import { RunError } from '../run-error.ts'
import { loadConfigWith } from './load-with.ts'
import type { LoadedConfig } from './loaded.ts'

/**
 * Loads a configuration that is data. One that is a program is refused without being read: where a GitOps controller
 * renders a repository, it would run what anybody can push.
 * @throws {RunError}
 */
export const loadStaticConfig = (cwd: string, named?: string): Promise<LoadedConfig> =>
  loadConfigWith(refuse, cwd, named)

async function refuse(path: string): Promise<never> {
  const message = 'is a program and is not run here: whoever can push to the repository could run anything with it'
  throw new RunError([
    { where: basename(path), message, fix: 'write trust.config.yaml, with the same content as data' },
  ])
}
