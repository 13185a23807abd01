import { resolve } from 'node:path'
import { readBlob } from '../io/blob.ts'
import { printable } from '../printable.ts'
import { LARGEST, textOf } from '../textconv/text.ts'
import type { Outcome } from './command.ts'

/**
 * Prints a file as text for `git diff`. Always 0: git gives up on the whole diff otherwise, over one file that is not what
 * it is called.
 */
export async function run(cwd: string, [path = '']: readonly string[]): Promise<Outcome> {
  const blob = readBlob(resolve(cwd, path), LARGEST)
  return { code: 0, out: 'refused' in blob ? `${printable(blob.refused)}\n` : await safely(blob.bytes) }
}

async function safely(bytes: Uint8Array): Promise<string> {
  try {
    return await textOf(bytes)
  } catch {
    // A fault of this program must not cost the reader all the other files.
    return `${bytes.length} octets that could not be read\n`
  }
}
