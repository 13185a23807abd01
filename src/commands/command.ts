import type { Style } from '../report/style.ts'

/** What a command may know of the world it runs in. */
export interface World {
  /** Absolute. */
  readonly cwd: string
  /** The instant of the run, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string
  /** For what is said on standard error; asked for only when something is to be painted. */
  readonly style: () => Style
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
  readonly quiet?: boolean | undefined
}
