import type { Difference } from '../diff.ts'
import { describe } from '../inspect/describe.ts'
import type { Change } from '../model.ts'
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

/** Certificates that come, go or change their names, a line each. */
const changesText = (changes: readonly Change[], style: Style): string =>
  changes.map(change => `${changeText(change, style)}\n`).join('')

function changeText(change: Change, style: Style): string {
  const told = `${printable(change.name)}  ${describe(change.certificate)}`
  switch (change.kind) {
    case 'added':
      return style.added(`  + ${told}`)
    case 'removed':
      return style.removed(`  - ${told}`)
    case 'renamed':
      return `  ~ ${printable(change.before)} -> ${told}`
  }
}

/** A difference between a manifest and what it should be, certificate by certificate. */
export function differenceText({ changes, unreadable, fields, layoutOnly }: Difference, style: Style): string {
  if (layoutOnly) return '  the certificates and fields are the same; order, encoding, comments or layout differ\n'
  const bad = unreadable.map(name => `  ! ${printable(name)} holds no readable certificate\n`)
  const other = fields.map(field => `  ~ ${printable(field)} differs\n`)
  return changesText(changes, style) + bad.join('') + other.join('')
}
