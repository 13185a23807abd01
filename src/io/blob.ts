import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { reasonOf } from '../reason.ts'
import { readOpen } from './whole-input.ts'

/** What stands under a path: its octets, or why there are none, in words. */
export type Blob = { readonly bytes: Uint8Array } | { readonly refused: string }

/** Reads a file of at most `largest` octets. Never throws, and never waits for a pipe or reads a device. */
export function readBlob(path: string, largest: number): Blob {
  let file: number | undefined
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const stat = fstatSync(file)
    if (stat.isDirectory()) return { refused: 'a folder' }
    if (!stat.isFile()) return { refused: 'not a regular file' }
    if (stat.size > largest) return { refused: `${stat.size} octets, too many to be certificates` }
    return { bytes: readOpen(file, stat.size) }
  } catch (error) {
    return { refused: `cannot be read: ${reasonOf(error)}` }
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
