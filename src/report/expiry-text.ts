import { daysBetween } from '../calendar.ts'
import { day } from '../inspect/describe.ts'
import { printable } from '../printable.ts'
import type { Ending, Expiry } from './expiry.ts'
import { isInside } from './expiry.ts'
import { leftText, shortName } from './inspection.ts'
import { plural } from './report.ts'
import type { Style } from './style.ts'
import { type Column, table } from './table.ts'
import type { Look } from './tree.ts'

/** The longest bar; with the other columns a line still fits into 80. */
const BAR = 20

/** Parts of a block from nothing to seven eighths (Unicode, Block Elements). */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** What a line is marked with, so that it can be read without colours and found with grep. */
const MARKS = { expired: 'expired', soon: 'soon', future: 'not yet', valid: '' } as const

/**
 * One line a certificate, soonest first, and what it comes to. On a terminal with a bar: one block is the time asked for
 * with `--within`, so that whatever is inside has less than one.
 */
export function expiryText(expiry: Expiry, { style, columns }: Look): string {
  const { endings, now, period } = expiry
  if (endings.length === 0) return ''
  const hasBar = columns !== undefined && columns >= 60
  const block = Math.max(1, daysBetween(now, period.until))
  const rows = endings.map(ending => {
    const { certificate, name } = ending.entry
    const paint = painter(ending, style)
    return [
      { text: MARKS[ending.phase], paint },
      { text: day(certificate.notAfter), paint },
      { text: leftText(certificate, now), paint },
      ...(hasBar ? [{ text: bar(ending.days / block), paint }] : []),
      printable(name),
      shortName(certificate),
    ]
  })
  const heads: Column[] = [{ head: '' }, { head: 'ends' }, { head: 'left', isRight: true }]
  const names: Column[] = [
    { head: 'name', least: 8 },
    { head: 'subject', least: 8 },
  ]
  const all = [...heads, ...(hasBar ? [{ head: `█ is ${period.text}`, least: 6 }] : []), ...names]
  return `${table(all, rows, { columns, head: style.dim })}\n${summary(expiry)}\n`
}

function painter({ phase }: Ending, style: Style): (text: string) => string {
  return { expired: style.removed, soon: style.soon, future: style.soon, valid: style.added }[phase]
}

/** So many blocks, to an eighth; what is longer than the longest goes on behind an arrow. */
function bar(blocks: number): string {
  if (blocks <= 0) return ''
  if (blocks > BAR) return `${'█'.repeat(BAR - 1)}▶`
  const whole = Math.floor(blocks)
  return '█'.repeat(whole) + (EIGHTHS[Math.floor((blocks - whole) * 8)] ?? '')
}

function summary({ endings, period }: Expiry): string {
  const inside = endings.filter(isInside).length
  const expired = endings.filter(({ phase }) => phase === 'expired').length
  const all = plural(endings.length, 'certificate')
  if (inside === 0) return `none of ${all} ends within ${period.text}, up to ${day(period.until)}`
  const ended = expired === 0 ? '' : `, ${expired} of them ${expired === 1 ? 'has' : 'have'} ended already`
  return `${inside} of ${all} end${inside === 1 ? 's' : ''} within ${period.text}, up to ${day(period.until)}${ended}`
}
