import { unzipSync } from 'fflate'
import type { Fault, SourceFile } from '../model.ts'
import { byCodeUnit } from '../order.ts'

/** vCenter's download.zip has some thirty files of a few kilobytes. */
const MOST_FILES = 2000
const LARGEST_FILE = 1024 * 1024
const LARGEST_WHOLE = 16 * 1024 * 1024

/**
 * The files of a ZIP archive, whose names are names for messages and never paths to write to. An archive that would grow
 * beyond all measure is a fault before anything is unpacked: by what its list says of sizes, and no file can become
 * larger than that, because it is unpacked into so much memory and no more.
 */
export function unzip(path: string, bytes: Uint8Array): readonly SourceFile[] | { readonly fault: Fault } {
  let files = 0
  let wanted = 0
  let packed = 0
  let whole = 0
  let problem: string | undefined
  try {
    const unpacked = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        files++
        packed += size
        whole += originalSize
        problem ??= excess(files, packed, whole, originalSize, bytes.length)
        if (problem !== undefined || name.endsWith('/')) return false
        wanted++
        return true
      },
    })
    if (problem !== undefined) return { fault: tooMuch(problem) }
    const entries = Object.entries(unpacked)
    // They come as an object, in which the second of a name takes the place of the first, and __proto__ is none.
    if (entries.length !== wanted) return { fault: damaged('it has two files of one name') }
    return entries
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([name, content]) => ({ path: `${path}/${name}`, bytes: content }))
  } catch (error) {
    // fflate throws errors of its own for archives that are cut off, and RangeErrors for numbers that lead nowhere.
    return { fault: damaged(error instanceof Error ? error.message : '') }
  }
}

function excess(files: number, packed: number, whole: number, one: number, length: number): string | undefined {
  if (files > MOST_FILES) return `more than ${MOST_FILES} files`
  if (packed > length) return 'files that lie on top of each other'
  if (one > LARGEST_FILE) return 'a file of more than 1 MiB'
  return whole > LARGEST_WHOLE ? 'more than 16 MiB when it is unpacked' : undefined
}

const tooMuch = (message: string): Fault => ({
  rule: 'file-size',
  message: `an archive with ${message}`,
  fix: 'unpack it, and add the certificates in it one by one',
})

const damaged = (reason: string): Fault => ({
  rule: 'damaged-block',
  message: `an archive that cannot be unpacked${reason === '' ? '' : `: ${reason}`}`,
  fix: 'download it again, or unpack it and add the certificates in it',
})
