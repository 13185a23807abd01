import { groupBy } from '../among.ts'
import { stops } from '../finding.ts'
import type { Finding } from '../model.ts'
import { plural } from '../plural.ts'
import { printable } from '../printable.ts'
import { countsOf, countText, type Report, waiverText } from './report.ts'
import { type Style, WORDS } from './style.ts'
import { placeText } from './talk.ts'

/** Notes of one rule beyond this many become one line: a trust store of public roots has one for each. */
const FEW_NOTES = 3

/** How the text is to look. */
export interface TextOptions {
  readonly style: Style
  /** Errors without a waiver only. */
  readonly quiet: boolean
}

/**
 * Findings for people. What one file holds stands together, under `path:line`, which terminals and editors open and
 * grep finds; an empty line is between files. A hint that a file had already is not repeated, and notes have none: there is
 * nothing that has to be done.
 */
export function text({ config, findings }: Pick<Report, 'config' | 'findings'>, { style, quiet }: TextOptions): string {
  // What has no place of its own is a matter of the configuration.
  const path = config.slice(config.lastIndexOf('/') + 1)
  const shown = (quiet ? findings.filter(stops) : findings).map(finding => ({ path, ...finding }))
  if (shown.length === 0) return ''
  const notes = groupBy(shown.filter(isNote), ({ rule }) => rule)
  const many = [...notes.values()].filter(({ length }) => length > FEW_NOTES)
  const folded = new Set(many.flat())
  const files = groupBy(
    shown.filter(finding => !folded.has(finding)),
    finding => finding.path,
  )
  const parts = [...files.values()].map(file => fileText(file, style))
  const foldedLines = many.map(group => `${foldedText(group, style)}\n`).join('')
  return [...parts, `${foldedLines}${countText(countsOf(shown))}\n`].join('\n')
}

/** A finding that has a place. */
type Placed = Finding & { readonly path: string }

const isNote = ({ severity, waiver }: Finding): boolean => severity === 'info' && waiver === undefined

const lineNumber = (line: number | undefined): string => (line === undefined ? '' : `:${line}`)

function fileText(findings: readonly Placed[], style: Style): string {
  const hinted = new Set<string>()
  let said = ''
  let place = ''
  for (const [index, finding] of findings.entries()) {
    const here = placeText(finding.path) + lineNumber(finding.line)
    if (here !== place) said += `${style.bold(here)}\n`
    place = here
    const hint = `${finding.rule} ${finding.fix}`
    const next = findings[index + 1]
    const isLastOfRun = next === undefined || `${next.rule} ${next.fix}` !== hint
    said += findingText(finding, style)
    if (isNote(finding) || finding.waiver !== undefined || hinted.has(hint) || !isLastOfRun) continue
    said += `${INDENT}${style.dim(`fix: ${printable(finding.fix, 1000)}`)}\n`
    hinted.add(hint)
  }
  return said
}

/** Messages and hints begin below each other, behind the longest word for a severity. */
const INDENT = ' '.repeat('  warning  '.length)

function findingText({ rule, severity, message, waiver }: Finding, style: Style): string {
  const told = printable(message, 1000)
  if (waiver === undefined) {
    const gap = ' '.repeat('warning  '.length - WORDS[severity].length)
    return `  ${style.severity(severity)}${gap}${told} ${style.dim(`[${rule}]`)}\n`
  }
  const why = printable(waiverText(waiver), 1000)
  return `${style.dim(`  waived   ${told} [${rule}]`)}\n${style.dim(`${INDENT}${why}`)}\n`
}

function foldedText(notes: readonly Placed[], style: Style): string {
  const [first] = notes
  if (first === undefined) return ''
  const { rule, path, line } = first
  return `${plural(notes.length, 'note')} of ${rule}, first ${style.bold(placeText(path) + lineNumber(line))}`
}
