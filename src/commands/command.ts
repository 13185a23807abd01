import type { Style } from '../report/style.ts'

/** What a command may know of the world it runs in. */
export interface World {
  /** Absolute; where `--cwd` leads. */
  readonly cwd: string
  /** Absolute; where the program was started. */
  readonly startedIn: string
  /** Absolute: the file that is run. */
  readonly program: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The version of the program. */
  readonly version: string
  /** The instant of the run, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string
  /** For what is said on standard error, or the stream given; asked for only when something is to be painted. */
  readonly style: (stream?: 'out' | 'err') => Style
  /** The width of the terminal behind standard output, where it is one. */
  readonly columns: () => number | undefined
  readonly readStdin: () => Promise<Uint8Array>
  /** Asks a person; undefined where nobody sits at a terminal. */
  readonly ask: (question: string) => Promise<string | undefined>
  /** Shows a person at a terminal how far the work is, in place of what it showed before; nothing takes it away. */
  readonly progress: (line: string) => void
  /** Has the program end once all is said, though something is under way that nobody waits for. */
  readonly exitWhenDone: () => void
}

/** What a command comes to: the product, the talk, and 0 good, 1 findings or differences, 2 could not work. */
export interface Outcome {
  readonly code: 0 | 1 | 2
  readonly out?: string
  readonly err?: string
}

/** The flags that every command which builds understands; all are optional. */
export interface BuildFlags {
  readonly config?: string | undefined
  readonly format?: readonly string[] | undefined
  readonly quiet?: boolean | undefined
}
