import { readdirSync } from 'node:fs'
import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import { CONFIG_NAMES } from './names.ts'

/** The names of the configurations in a folder, of which nothing is read; `called` is the folder in a message. @throws {RunError} */
export function configsIn(folder: string, called = folder, fix = 'check --cwd'): string[] {
  const names = new Set(namesIn(folder, called, fix))
  return CONFIG_NAMES.filter(name => names.has(name))
}

/** What a message says of files that look like a configuration and are none, such as `trust.config.cjs`; `''` where there are none. */
export function lookalikesIn(folder: string): string {
  const found = namesIn(folder, folder, 'check --cwd').filter(name => /^\.?trust\.config\.|^trust\.ya?ml$/i.test(name))
  const others = found.filter(name => !CONFIG_NAMES.includes(name)).slice(0, 3)
  return others.length === 0 ? '' : `; ${others.join(', ')} is not looked at`
}

function namesIn(folder: string, called: string, fix: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw new RunError([{ where: called, message: `cannot be read: ${reasonOf(error)}`, fix }], {
      cause: error,
    })
  }
}
