import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import { statusOf } from './status.ts'
import { readToEnd } from './whole-input.ts'

/**
 * What a word of the command line leads to, undefined where nothing is there. @param path absolute @param said as it was typed
 * @throws {RunError} where nobody may look
 */
export function kindOf(path: string, said: string): 'file' | 'folder' | undefined {
  const status = statusOf(path, said)
  if (status === undefined) return undefined
  return status.isDirectory() ? 'folder' : 'file'
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
