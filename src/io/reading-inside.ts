import { resolve } from 'node:path'
import { disk, stayInside } from './disk.ts'
import type { Io } from './io.ts'

/** No object of a cluster is larger: an API server takes 3 MiB, and etcd keeps half of that. */
const LARGEST_TEXT = 4 * 1024 * 1024

/** Ten thousand certificates have 20 MiB. */
const MOST_FOUND = 64 * 1024 * 1024

/**
 * The disk below `root` for somebody who does not trust what is there: no file is read that a link leads out of it to, by
 * whatever name, none that could only use up the memory, and nothing is written. @throws {RunError} where there is no such folder
 */
export function readingInside(root: string): Io {
  const io = disk(root, { text: LARGEST_TEXT, found: MOST_FOUND })
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
