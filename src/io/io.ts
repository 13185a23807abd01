import type { Fault, SourceFile } from '../model.ts'

/** A file that is not read as a source. `bytes` are there where its name says that a key may be in it. */
export interface PassedOver {
  readonly path: string
  readonly fault: Fault
  readonly bytes?: Uint8Array
}

/** What a set of patterns found in a folder. */
export interface Found {
  /** In code unit order of their paths; each file once, however many links lead to it. */
  readonly files: readonly SourceFile[]
  /** What was come across and is not read: links to folders, second names of a file. */
  readonly passedOver: readonly PassedOver[]
  /** Patterns that matched nothing. */
  readonly unmatched: readonly string[]
}

/** The world, as far as a build needs it. Paths are relative to one folder, with forward slashes. */
export interface Io {
  /** Finds and reads files. @throws {RunError} where a folder cannot be listed */
  readonly find: (patterns: readonly string[]) => Promise<Found>
  /** The text of a file, or undefined where there is none. @throws {RunError} */
  readonly readText: (path: string) => Promise<string | undefined>
  /** Whether a file stands there, itself and not behind a link; nothing is opened. */
  readonly isFile: (path: string) => Promise<boolean>
  /** Puts text in place of a file, whole or not at all; makes missing folders. @throws {RunError} */
  readonly replace: (path: string, text: string) => Promise<void>
}
