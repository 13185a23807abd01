import { addDays } from '../calendar.ts'
import { day } from '../inspect/describe.ts'
import { printable } from '../printable.ts'
import { daysLeft, type Inspection, shortName, shortRole } from './inspection.ts'
import { type Column, table } from './table.ts'
import { type Look, paintOf } from './tree.ts'

/** Days before the end from which on a row is painted. */
const SOON = 90

const COLUMNS: readonly Column[] = [
  { head: 'name', least: 8 },
  { head: 'subject', least: 8 },
  { head: 'role' },
  { head: 'key', least: 11 },
  { head: 'ends' },
  { head: 'days', isRight: true },
  { head: 'SHA-256' },
]

/** From here on there is room for more of a fingerprint. */
const WIDE = 100

/** One line a certificate, in the order of their names. */
export function inspectTable({ entries, now }: Inspection, { style, columns }: Look): string {
  const digits = columns === undefined || columns >= WIDE ? 12 : 8
  const rows = entries.map(({ name, certificate }) => {
    const paint = paintOf(certificate, now, addDays(now, SOON), style)
    return [
      printable(name),
      shortName(certificate),
      shortRole(certificate),
      certificate.key.label,
      { text: day(certificate.notAfter), paint },
      { text: String(daysLeft(certificate, now)), paint },
      { text: certificate.id.slice(0, digits), paint: style.dim },
    ]
  })
  return table(COLUMNS, rows, { columns, head: style.dim })
}
