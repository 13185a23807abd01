import { addDays } from '../calendar.ts'
import { day, roleOf } from '../inspect/describe.ts'
import { printable } from '../printable.ts'
import { daysLeft, type Inspection, shortName } from './inspection.ts'
import { type Column, table } from './table.ts'
import { type Look, paintOf } from './tree.ts'

/** Days before the end from which on a row is painted. */
const SOON = 90

const COLUMNS: readonly Column[] = [
  { head: 'name', least: 8 },
  { head: 'subject', least: 8 },
  { head: 'role', least: 4 },
  { head: 'key', least: 3 },
  { head: 'ends' },
  { head: 'days', isRight: true },
  { head: 'SHA-256' },
]

/** One line a certificate, in the order of their names. */
export function inspectTable({ entries, now }: Inspection, { style, columns }: Look): string {
  const rows = entries.map(({ name, certificate }) => {
    const paint = paintOf(certificate, now, addDays(now, SOON), style)
    return [
      printable(name),
      shortName(certificate),
      roleOf(certificate),
      certificate.key.label,
      { text: day(certificate.notAfter), paint },
      { text: String(daysLeft(certificate, now)), paint },
      { text: certificate.id.slice(0, 12), paint: style.dim },
    ]
  })
  return table(COLUMNS, rows, { columns, head: style.dim })
}
