import { printable } from '../printable.ts'
import type { Problem } from '../run-error.ts'
import type { Style } from './style.ts'

/** A path at the start of a line. GitHub and Azure run commands from lines that begin with `::` or `##[`. */
export const placeText = (path: string): string => printable(/^(?:::|##)/.test(path) ? `./${path}` : path, 400)

/** What keeps the program from working, with the way out; a fix may have several lines, which are ours. */
export const problemsText = (problems: readonly Problem[], style: Style): string =>
  problems
    .map(({ where, message, fix }) => {
      const place = where === undefined ? '' : `${style.bold(placeText(where))}: `
      return `${place}${style.severity('error')}: ${printable(message, 1000)}\n${fix === undefined ? '' : `  fix: ${fix}\n`}`
    })
    .join('')
