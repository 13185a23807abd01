import { readdirSync } from 'node:fs'
import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import { CONFIG_NAMES } from './names.ts'

/** The names of the configurations in a folder, of which nothing is read; `called` is the folder in a message. @throws {RunError} */
export function configsIn(folder: string, called = folder, fix = 'check --cwd'): string[] {
  try {
    const names = new Set(readdirSync(folder))
    return CONFIG_NAMES.filter(name => names.has(name))
  } catch (error) {
    throw new RunError([{ where: called, message: `cannot be read: ${reasonOf(error)}`, fix }], {
      cause: error,
    })
  }
}
