import { daysBetween } from '../calendar.ts'
import { day } from '../inspect/describe.ts'
import { plural } from '../plural.ts'
import { printable } from '../printable.ts'
import type { Ending, Expiry } from './expiry.ts'
import { isInside } from './expiry.ts'
import { shortName } from './inspection.ts'
import type { Style } from './style.ts'
import { type Column, table } from './table.ts'
import type { Look } from './tree.ts'

/** The longest bar where lines are long, and where they are of 80 columns. */
const LONG_BAR = 20
const BAR = 10

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
  const longest = columns === undefined || columns < 60 ? 0 : columns < 110 ? BAR : LONG_BAR
  const block = Math.max(1, daysBetween(now, period.until))
  const rows = endings.map(ending => {
    const { certificate, name } = ending.entry
    const paint = painter(ending, style)
    return [
      { text: MARKS[ending.phase], paint },
      { text: day(certificate.notAfter), paint },
      { text: shortLeft(ending), paint },
      ...(longest > 0 ? [{ text: bar(ending.days / block, longest), paint }] : []),
      printable(name),
      shortName(certificate),
    ]
  })
  const heads: Column[] = [{ head: '' }, { head: 'ends' }, { head: 'left', isRight: true }]
  const names: Column[] = [
    { head: 'name', least: 8 },
    { head: 'subject', least: 8 },
  ]
  const all = [...heads, ...(longest > 0 ? [{ head: `█ is ${period.text}` }] : []), ...names]
  return `${table(all, rows, { columns, head: style.dim })}\n${summary(expiry)}\n`
}

function painter({ phase }: Ending, style: Style): (text: string) => string {
  return { expired: style.removed, soon: style.soon, future: style.soon, valid: style.added }[phase]
}

/** `79 days`, `1720 days ago` */
const shortLeft = ({ days }: Ending): string => (days >= 0 ? plural(days, 'day') : `${plural(-days, 'day')} ago`)

/** So many blocks, to an eighth; what is longer than the longest ends in an arrow. */
function bar(blocks: number, longest: number): string {
  if (blocks <= 0) return ''
  if (blocks > longest) return `${'█'.repeat(longest - 1)}>`
  const whole = Math.floor(blocks)
  return '█'.repeat(whole) + (EIGHTHS[Math.floor((blocks - whole) * 8)] ?? '')
}

function summary({ endings, period }: Expiry): string {
  const inside = endings.filter(isInside).length
  const expired = endings.filter(({ phase }) => phase === 'expired').length
  const all = plural(endings.length, 'certificate')
  if (inside === 0) return `none of ${all} ends within ${period.text} (by ${day(period.until)})`
  const ended = expired === 0 ? '' : `; ${expired} ${expired === 1 ? 'has' : 'have'} ended already`
  return `${inside} of ${all} end${inside === 1 ? 's' : ''} within ${period.text} (by ${day(period.until)})${ended}`
}
