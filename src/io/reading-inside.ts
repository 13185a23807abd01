import { resolve } from 'node:path'
import { disk, stayInside } from './disk.ts'
import type { Io } from './io.ts'

/**
 * The disk below `root` for somebody who does not trust what is there: no file is read that a link leads out of it to, by
 * whatever name, and nothing is written. @throws {RunError} where there is no such folder
 */
export function readingInside(root: string): Io {
  const io = disk(root)
  return {
    ...io,
    readText: async path => {
      stayInside(root, path, resolve(root, path), 'put a copy of the file in place of the link')
      return io.readText(path)
    },
    replace: async () => {
      throw new TypeError('nothing is written here')
    },
  }
}
