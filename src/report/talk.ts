import { printable } from '../printable.ts'
import type { Problem } from '../run-error.ts'
import type { Style } from './style.ts'

/** A path at the start of a line. GitHub and Azure run commands from lines that begin with `::` or `##[`. */
export const placeText = (path: string): string => printable(/^(?:::|##)/.test(path) ? `./${path}` : path, 400)

/** The way out below what is wrong. It may have several lines, and each may quote what somebody has written. */
export const fixText = (fix: string | undefined): string =>
  fix === undefined
    ? ''
    : `  fix: ${fix
        .split('\n')
        .map(line => printable(line, LONGEST_FIX))
        .join('\n')}\n`

/** A command with long paths in it has to stay whole. */
const LONGEST_FIX = 4000

/** What keeps the program from working, with the way out. */
export const problemsText = (problems: readonly Problem[], style: Style): string =>
  problems
    .map(({ where, message, fix }) => {
      const place = where === undefined ? '' : `${style.bold(placeText(where))}: `
      return `${place}${style.severity('error')}: ${printable(message, 1000)}\n${fixText(fix)}`
    })
    .join('')
