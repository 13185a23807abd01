import type { FlagName } from './flags.ts'

/** What stands on a command line beside flags: the words for it, and how many there may be. */
export interface Operands {
  readonly takes: string
  readonly least: number
  readonly most: number
}

/** One command, as the command line and the help know it. */
export interface Command {
  /** One line, for the list of commands and for the head of the command's own help. */
  readonly summary: string
  /** Follows the summary in the list only. */
  readonly aside?: string
  readonly about: string
  readonly flags: readonly FlagName[]
  /** What a flag does here, where that is something else than everywhere. */
  readonly says?: Partial<Record<FlagName, string>>
  readonly operands?: Operands
  readonly examples: readonly string[]
}
