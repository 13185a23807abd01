import { isEqual } from '../compare/compare.ts'
import type { Review } from '../compare/review.ts'
import { day, roleOf } from '../inspect/describe.ts'
import type { Certificate, Change, Finding } from '../model.ts'
import { plural } from '../plural.ts'
import { countedChanges, type DiffReport, effectsOf, inOrderOfWeight, titleOf } from './diff-report.ts'
import { fieldText, successionText } from './difference.ts'
import { folded, table } from './markdown-parts.ts'
import { code, prose } from './markdown-text.ts'
import { waiverText } from './report.ts'
import { WORDS } from './style.ts'

/** A comment on GitHub holds 65,536 characters; what does not fit into its share is counted. */
const SHARES = { changes: 24_000, findings: 10_000, details: 18_000, fields: 6_000 } as const

/**
 * A comment for a pull request: a table that is read in ten seconds, with the details folded below it. The first line is a
 * mark by which a script finds its comment of last time.
 */
export function diffMarkdown({ before, after, reviews }: DiffReport): string {
  const changed = reviews.filter(review => !isEqual(review))
  const head = `<!-- tks-trust diff -->\n### Trusted CAs: ${changed.length === 0 ? 'no change' : summary(changed)}`
  const sides = `${code(before)} to ${code(after)}`
  return `${[head, sides, ...changed.map(section)].join('\n\n')}\n`
}

function summary(reviews: readonly Review[]): string {
  const counted = countedChanges(reviews.flatMap(({ changes }) => changes))
  const fields = reviews.reduce((sum, review) => sum + review.fields.length, 0)
  return (
    [counted, fields === 0 ? '' : `${plural(fields, 'field')} changed`].filter(part => part !== '').join(', ') ||
    'changed'
  )
}

function section(review: Review): string {
  const changes = inOrderOfWeight(review.changes)
  const findings = changes.flatMap(({ certificate }) => review.findings.get(certificate.id) ?? [])
  const serious = findings.filter(({ severity, waiver }) => severity !== 'info' && waiver === undefined)
  const rest = findings.filter(finding => !serious.includes(finding))
  const told = changes.filter(({ kind }) => kind !== 'moved' && kind !== 're-encoded')
  const parts = [
    `#### ${code(titleOf(review))}${review.existence === 'both' ? '' : ` (${review.existence})`}`,
    table(['', 'name', 'certificate', 'valid', 'key'], changes.map(row), SHARES.changes),
    table(['', 'what is new', 'rule'], serious.map(findingRow), SHARES.findings),
    table(
      ['field', 'change'],
      review.fields.map(field => [code(field.path), prose(fieldText(field).slice(field.path.length + 2))]),
      SHARES.fields,
    ),
    review.unreadable.map(name => `**${prose(name)} holds no readable certificate.**`).join('\n'),
    effectsOf(review).join(' '),
    folded('Fingerprints and issuers', table(['name', 'SHA-256', 'issuer'], told.map(detailRow), SHARES.details)),
    folded(
      plural(rest.length, 'note'),
      rest.length === 0 ? '' : table(['', 'what is new', 'rule'], rest.map(findingRow), SHARES.findings),
    ),
  ]
  return parts.filter(part => part !== '').join('\n\n')
}

function row(change: Change): string[] {
  const { name, certificate } = change
  return [
    `**${change.kind}**`,
    nameCell(change),
    subjectCell(certificate, change),
    datesOf(certificate),
    prose(certificate.key.label),
  ].map((cell, index) => (index === 1 && cell === '' ? code(name) : cell))
}

function nameCell(change: Change): string {
  const { name } = change
  if (change.kind === 'renamed') return `${code(change.before)} to ${code(name)}`
  if ('before' in change && change.before.name !== name) return `${code(change.before.name)} to ${code(name)}`
  return code(name)
}

function subjectCell(certificate: Certificate, change: Change): string {
  const subject = `${prose(certificate.subject.text) || 'no subject'}, ${prose(roleOf(certificate))}`
  if (change.kind === 'renewed' || change.kind === 'replaced') return `${subject}; ${prose(successionText(change))}`
  if (change.kind === 'moved')
    return `${subject}; ${change.from.map(code).join(', ')} to ${change.to.map(code).join(', ')}`
  return subject
}

const datesOf = ({ notBefore, notAfter }: Certificate): string => `${day(notBefore)} to ${day(notAfter)}`

const detailRow = ({ name, certificate: { id, issuer, selfIssued } }: Change): string[] => [
  code(name),
  code(id),
  selfIssued ? 'itself' : prose(issuer.text),
]

const findingRow = ({ severity, message, rule, waiver }: Finding): string[] => [
  waiver !== undefined ? 'waived' : severity === 'error' ? '**error**' : WORDS[severity],
  waiver === undefined ? prose(message) : `${prose(message)} (${prose(waiverText(waiver))})`,
  rule,
]
