import { alternativesOf, matching, staticFolderOf } from '../io/select.ts'

/** Where files of certificates go, and what they may be called. */
export interface Placement {
  /** From the folder of the configuration; empty for that folder itself. */
  readonly folder: string
  /** Endings to try, the best first, with their dots. */
  readonly endings: readonly string[]
  /** The patterns that a path has to match. */
  readonly sources: readonly string[]
}

/** What a PEM file of a certificate may well be called. */
const ENDINGS = ['.crt', '.pem', '.cer', '.ca-bundle']

/**
 * Where the first pattern that selects something leads, as far as it is the same for every file, or the folder that was
 * named.
 * @param folder relative to the folder of the configuration
 */
export function placementOf(sources: readonly string[], folder?: string): Placement {
  const positive = sources.filter(pattern => !pattern.startsWith('!'))
  const alternatives = alternativesOf(folder === undefined ? positive.slice(0, 1) : positive)
  const own = alternatives.flatMap(pattern => /\.[A-Za-z0-9][A-Za-z0-9-]{0,15}$/.exec(pattern)?.[0] ?? [])
  return {
    folder: folder ?? staticFolderOf(alternatives[0] ?? ''),
    endings: [...new Set([...ENDINGS, ...own, ''])],
    sources,
  }
}

/** The path of a file by its entry name, or undefined where no ending makes it match. */
export function pathFor(name: string, { folder, endings, sources }: Placement): string | undefined {
  const paths = endings
    .filter(ending => ending !== '' || !name.includes('.'))
    .map(ending => join(folder, name + ending))
  return paths.find(path => matching([path], sources).length > 0)
}

/** The path that a file would have with the best ending. */
export const wantedPath = (name: string, { folder }: Placement): string => join(folder, `${name}.crt`)

const join = (folder: string, file: string): string => (folder === '' ? file : `${folder}/${file}`)
