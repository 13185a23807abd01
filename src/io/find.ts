import { type Dirent, readdirSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import fastGlob, { type Entry } from 'fast-glob'
import type { Fault } from '../model.ts'
import { byCodeUnit } from '../order.ts'
import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import type { Found } from './io.ts'
import { insideChecker, insideOf, LEAVES, NOT_A_FILE, resolveLink } from './links.ts'
import { couldLead, forMatcher, ignoredAmong, unmatchedAmong } from './select.ts'

/** Paths to read, and what was come across and is not to be read. */
export interface Discovery extends Pick<Found, 'passedOver' | 'unmatched'> {
  readonly paths: readonly string[]
}

/** Other people's files: a certificate in a dependency must never become trusted, unless a pattern names its folder. */
const NEVER_ENTERED: ReadonlySet<string> = new Set(['node_modules', '.git'])

/** What certificates, keys and stores are called, whatever is in them. */
export const CALLED_LIKE_ONE = /\.(?:crt|cer|pem|der|p7b|p7c|ca-bundle|key|p12|pfx|jks)$/i

/**
 * The files below `root` that match the patterns. Links are resolved here and not followed by the search, so that no
 * ring of links can hang it and nothing outside of `root` is ever read.
 * @throws {RunError} where a folder cannot be listed
 */
export function discover(root: string, patterns: readonly string[]): Discovery {
  const links = new Set<string>()
  const unmatchable = new Set<string>()
  const similar = new Set<string>()
  const isInside = insideChecker(root)
  const entries = search(root, patterns, { links, unmatchable, similar })
  const paths: string[] = []
  const passedOver: { path: string; fault: Fault }[] = []
  const matched = new Set<string>()
  for (const { path, dirent } of entries) {
    if (dirent.isDirectory()) continue
    matched.add(path)
    if (dirent.isSymbolicLink()) links.add(path)
    else if (!dirent.isFile()) passedOver.push({ path, fault: NOT_A_FILE })
    else if (isInside(path)) paths.push(path)
    else passedOver.push({ path, fault: LEAVES })
  }
  for (const path of unmatchable) if (couldLead(path, patterns)) passedOver.push({ path, fault: lineBreak })
  for (const path of ignoredAmong([...similar], matched, patterns)) passedOver.push({ path, fault: ignored })
  const linked = new Map<string, string>()
  const plain = new Set(paths)
  for (const path of [...links].sort(byCodeUnit)) {
    const target = resolveLink(root, resolve(root, path))
    if ('path' in target) {
      if (!matched.has(path)) continue
      if (plain.has(target.path) || linked.has(target.path)) passedOver.push({ path, fault: sameFile(target.path) })
      else linked.set(target.path, path)
    } else if (matched.has(path) || (target.folder && couldLead(path, patterns)))
      passedOver.push({ path, fault: target.fault })
  }
  paths.push(...linked.values())
  return { paths: paths.sort(byCodeUnit), passedOver, unmatched: unmatchedAmong(patterns, [...matched]) }
}

/** What no pattern may match and must be told all the same, by its path below the root. */
interface Beside {
  readonly links: Set<string>
  readonly unmatchable: Set<string>
  readonly similar: Set<string>
}

function search(root: string, patterns: readonly string[], beside: Beside): Entry[] {
  try {
    return fastGlob.sync(patterns.map(forMatcher), {
      cwd: root,
      onlyFiles: false,
      objectMode: true,
      followSymbolicLinks: false,
      caseSensitiveMatch: false,
      dot: false,
      extglob: false,
      fs: { readdirSync: noting(root, beside) },
    })
  } catch (error) {
    throw new RunError(
      [
        {
          where: folderOf(root, error) ?? root,
          message: `cannot be listed: ${reasonOf(error)}`,
          fix: 'check its permissions',
        },
      ],
      { cause: error },
    )
  }
}

/** The folder that the operating system refused to list, from the one that was searched. */
const folderOf = (root: string, error: unknown): string | undefined =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? insideOf(root, error.path) : undefined

/**
 * A readdir that also notes links, for those to folders match no pattern; names with a line break, which the matcher's
 * regular expressions pass over; and files that are called like certificates: all would be lost without a word.
 */
function noting(root: string, { links, unmatchable, similar }: Beside): Listing {
  const real = realpathSync(root)
  function listing(folder: string): string[]
  function listing(folder: string, options: { withFileTypes: true }): Dirent[]
  function listing(folder: string, options?: { withFileTypes: true }): string[] | Dirent[] {
    // A pattern that names a linked folder outright leads the search through it, and nothing outside is listed.
    const inside = insideOf(root, folder)
    if (inside === undefined) return []
    if (insideOf(real, realpathSync(folder)) === undefined) {
      links.add(inside)
      return []
    }
    if (options === undefined) return readdirSync(folder)
    const entries = readdirSync(folder, options)
    const prefix = inside === '' ? '' : `${inside}/`
    for (const entry of entries) {
      const { name } = entry
      if (entry.isSymbolicLink()) links.add(prefix + name)
      if (LINE_BREAK.test(name)) unmatchable.add(prefix + name)
      else if (CALLED_LIKE_ONE.test(name) && entry.isFile() && !HIDDEN.test(prefix + name)) similar.add(prefix + name)
    }
    return entries.filter(({ name }) => !NEVER_ENTERED.has(name))
  }
  return listing
}

/** What fast-glob takes for a readdir; it asks for the kind of each entry. */
interface Listing {
  (folder: string): string[]
  (folder: string, options: { withFileTypes: true }): Dirent[]
}

const HIDDEN = /(?:^|\/)\./
const LINE_BREAK = /[\n\r\u2028\u2029]/

const ignored: Fault = { rule: 'ignored-file', message: 'no pattern of `sources` matches it' }

const lineBreak: Fault = {
  rule: 'unreadable-file',
  message: 'its name has a line break, which no pattern can match',
  fix: 'rename it',
}

const sameFile = (path: string): Fault => ({ rule: 'left-out', message: `a link to ${path}, which is read already` })
