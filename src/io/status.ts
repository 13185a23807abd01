import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf, reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'

/** What the system says where nothing can be, as with a name that no file can have. */
const NOTHING_THERE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'])

/**
 * What stands at a path, undefined where there is nothing. @param path absolute @param said what messages call it
 * @throws {RunError} where nobody may look
 */
export const statusOf = (path: string, said: string): Stats | undefined => look(() => statSync(path), said)

/** The same of a link itself. @throws {RunError} where nobody may look */
export const linkStatusOf = (path: string, said: string): Stats | undefined => look(() => lstatSync(path), said)

function look(at: () => Stats, said: string): Stats | undefined {
  try {
    return at()
  } catch (error) {
    if (NOTHING_THERE.has(codeOf(error))) return undefined
    const message = `cannot be read: ${reasonOf(error)}`
    throw new RunError([{ where: said, message, fix: 'check its name and its permissions' }], { cause: error })
  }
}

/** Where a path leads behind all links, as far as something is there. @param path absolute */
export function endOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // What is not there, or may not be looked into, is named by its folder.
    return dirname(path) === path ? path : join(endOf(dirname(path)), basename(path))
  }
}
