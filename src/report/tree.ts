import { addDays } from '../calendar.ts'
import { type Branch, DEEPEST, treeOf } from '../chains.ts'
import { day } from '../inspect/describe.ts'
import { type Inspection, leftText, phaseOf, shortName, shortRole } from './inspection.ts'
import type { Style } from './style.ts'
import { type Column, table } from './table.ts'

/** How a text for people is to look. */
export interface Look {
  readonly style: Style
  /** The width of the terminal, where it is one. */
  readonly columns: number | undefined
}

/** Days before the end from which on a date is painted, where nobody has asked for other ones. */
const SOON = 90

const COLUMNS: readonly Column[] = [
  { head: 'certificate', least: 16 },
  { head: 'role' },
  { head: 'ends' },
  { head: 'left', isRight: true, least: 9 },
  { head: 'SHA-256' },
  { head: '', least: 12 },
]

/** As wide as a tree is where there is no terminal to fit into: a name of a thousand letters must not widen every line. */
const WIDTH = 120

/** Certificates under their issuers, a line each. */
export function tree({ entries, issuers, now }: Inspection, { style, columns = WIDTH }: Look): string {
  const rows = treeOf(entries, issuers).map(branch => {
    const { certificate } = branch.entry
    return [
      linesTo(branch) + shortName(certificate),
      shortRole(certificate),
      day(certificate.notAfter),
      { text: leftText(certificate, now), paint: paintOf(certificate, now, addDays(now, SOON), style) },
      { text: certificate.id.slice(0, 8), paint: style.dim },
      { text: remarkOn(branch), paint: style.soon },
    ]
  })
  return table(COLUMNS, rows, { columns })
}

/** What paints the end of a certificate. */
export function paintOf(
  certificate: Parameters<typeof phaseOf>[0],
  now: string,
  until: string,
  style: Style,
): (text: string) => string {
  const paints = { expired: style.removed, soon: style.soon, future: style.soon, valid: style.added }
  return paints[phaseOf(certificate, now, until)]
}

/** `│  └─ ` */
function linesTo({ follows }: Branch): string {
  if (follows.length === 0) return ''
  const above = follows.slice(0, -1).map(more => (more ? '│  ' : '   '))
  const deeper = follows.length === DEEPEST ? '… ' : ''
  return above.join('') + (follows.at(-1) === true ? '├─ ' : '└─ ') + deeper
}

function remarkOn({ bond, isAgain, entry: { certificate } }: Branch): string {
  const remarks = [
    bond === 'name' ? 'by name only, its signature does not verify' : '',
    bond === 'top' && !certificate.selfIssued ? 'issuer not here' : '',
    isAgain ? 'see above' : '',
  ]
  return remarks.filter(remark => remark !== '').join(', ')
}
