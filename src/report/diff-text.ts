import { isEqual } from '../compare/compare.ts'
import type { Review } from '../compare/review.ts'
import type { Change, Finding } from '../model.ts'
import { printable } from '../printable.ts'
import { type DiffReport, effectsOf, inOrderOfWeight, titleOf } from './diff-report.ts'
import { changeLine, fieldText } from './difference.ts'
import { waiverText } from './report.ts'
import { type Style, WORDS } from './style.ts'
import { placeText } from './talk.ts'

/** A difference for people: a line for each change, and below it what a reviewer has to compare. */
export const diffText = ({ before, after, reviews }: DiffReport, style: Style): string =>
  reviews.map(review => reviewText(review, `${printable(before)} -> ${printable(after)}`, style)).join('\n')

function reviewText(review: Review, sides: string, style: Style): string {
  const head = `${style.bold(placeText(titleOf(review)))}: ${sides}\n`
  if (isEqual(review)) return `${head}  the same certificates, names and fields\n`
  const changes = inOrderOfWeight(review.changes).map(change => changeText(change, review, style))
  const unreadable = review.unreadable.map(name => `  ! ${printable(name)} holds no readable certificate\n`)
  const fields = review.fields.map(field => `  ~ ${fieldText(field)}\n`)
  const created = review.existence === 'both' ? '' : `  the output is ${review.existence}\n`
  const effects = effectsOf(review).map(effect => `${style.dim(`  ${effect}`)}\n`)
  return [head, created, ...changes, ...unreadable, ...fields, '\n', ...effects].join('')
}

function changeText(change: Change, { findings }: Review, style: Style): string {
  const { id } = change.certificate
  const line = `  ${changeLine(change, style)}\n`
  if (change.kind === 'moved' || change.kind === 're-encoded') return line
  const before =
    'before' in change && typeof change.before !== 'string' ? `, before ${change.before.certificate.id}` : ''
  const told = (findings.get(id) ?? []).map(finding => findingText(finding, style))
  return [line, style.dim(`      SHA-256 ${id}${before}\n`), ...told].join('')
}

/** The message without the subject, which stands above. */
function findingText({ rule, severity, message, subject, waiver }: Finding, style: Style): string {
  const short = printable(subject === undefined ? message : message.slice(subject.length + 2), 1000)
  if (waiver !== undefined)
    return style.dim(`      waived   ${short} [${rule}], ${printable(waiverText(waiver), 1000)}\n`)
  const gap = ' '.repeat('warning  '.length - WORDS[severity].length)
  return `      ${style.severity(severity)}${gap}${short} ${style.dim(`[${rule}]`)}\n`
}
