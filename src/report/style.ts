import { styleText } from 'node:util'
import type { Severity } from '../model.ts'

/** Paints text, or leaves it as it is where colours are off. */
export interface Style {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly added: (text: string) => string
  readonly removed: (text: string) => string
  /** What will need somebody before long. */
  readonly soon: (text: string) => string
  readonly severity: (severity: Severity) => string
}

/** The word for a severity, as people read it. */
export const WORDS = { error: 'error', warning: 'warning', info: 'note' } as const

const PAINTS = { error: 'red', warning: 'yellow', info: 'cyan' } as const

const same = (text: string): string => text

/** The one place where colours are chosen. */
export function styleFor(colours: boolean): Style {
  if (!colours)
    return {
      bold: same,
      dim: same,
      added: same,
      removed: same,
      soon: same,
      severity: severity => WORDS[severity],
    }
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    styleText(format, text, { validateStream: false })
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    added: paint('green'),
    removed: paint('red'),
    soon: paint('yellow'),
    severity: severity => paint(['bold', PAINTS[severity]])(WORDS[severity]),
  }
}

/**
 * Whether colours are wanted by an environment (no-color.org, force-color.org) and a stream; a dumb terminal has none.
 * @param isTerminal asked only where the environment does not say
 */
export function wantsColours(
  { NO_COLOR = '', FORCE_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
  isTerminal: () => boolean,
): boolean {
  if (NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return TERM !== 'dumb' && isTerminal()
}
