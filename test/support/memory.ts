import type { Io } from '../../src/io/io.ts'
import { matching, unmatchedAmong } from '../../src/io/select.ts'
import { byCodeUnit } from '../../src/order.ts'

/** A folder in memory: the contract of the disk, without one. */
export function memory(files: Map<string, Uint8Array | string>): Io {
  const bytes = (content: Uint8Array | string) => (typeof content === 'string' ? Buffer.from(content) : content)
  return {
    find: async patterns => {
      const matched = matching([...files.keys()], patterns).sort(byCodeUnit)
      return {
        files: matched.map(path => ({ path, bytes: bytes(files.get(path) ?? '') })),
        passedOver: [],
        unmatched: unmatchedAmong(patterns, matched),
      }
    },
    readText: async path => {
      const content = files.get(path)
      return content === undefined ? undefined : Buffer.from(bytes(content)).toString('utf8')
    },
    isFile: async path => files.has(path),
    replace: async (path, text) => {
      files.set(path, text)
    },
  }
}
