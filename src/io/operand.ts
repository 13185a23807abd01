import { type Stats, statSync } from 'node:fs'
import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import { readToEnd } from './whole-input.ts'

/** What a word of the command line leads to, undefined where nothing is there. @param path absolute */
export function kindOf(path: string): 'file' | 'folder' | undefined {
  let stat: Stats | undefined
  try {
    stat = statSync(path, { throwIfNoEntry: false })
  } catch {
    // A name that no file can have, such as one that is too long, is the name of something else.
    return undefined
  }
  if (stat === undefined) return undefined
  return stat.isDirectory() ? 'folder' : 'file'
}

/** What a file holds, or a pipe of the shell. @param path absolute @param said as it was typed @throws {RunError} */
export function bytesOf(path: string, said: string): Uint8Array {
  try {
    return readToEnd(path, said)
  } catch (error) {
    if (error instanceof RunError) throw error
    const message = `cannot be read: ${reasonOf(error)}`
    throw new RunError([{ where: said, message, fix: 'check its name and its permissions' }], { cause: error })
  }
}
