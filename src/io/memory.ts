import { byCodeUnit } from '../order.ts'
import type { Io } from './io.ts'
import { matching, unmatchedAmong } from './select.ts'

/** A folder in memory: the same contract as {@link disk}, for tests and for programs that have no folder. */
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
    replace: async (path, text) => {
      files.set(path, text)
    },
  }
}
