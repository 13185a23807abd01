import { readdirSync } from 'node:fs'
import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import { CONFIG_NAMES } from './names.ts'

/** The names of the configurations in a folder, of which nothing is read. @throws {RunError} */
export function configsIn(folder: string): string[] {
  try {
    const names = new Set(readdirSync(folder))
    return CONFIG_NAMES.filter(name => names.has(name))
  } catch (error) {
    throw new RunError([{ where: folder, message: `cannot be read: ${reasonOf(error)}`, fix: 'check --cwd' }], {
      cause: error,
    })
  }
}
