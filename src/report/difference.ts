import { type Difference, isEqual } from '../compare/compare.ts'
import type { FieldChange } from '../compare/fields.ts'
import { day, describe } from '../inspect/describe.ts'
import type { Change, Json } from '../model.ts'
import { printable } from '../printable.ts'
import type { Style } from './style.ts'

/** A difference between two sides, certificate by certificate, a line each. */
export function differenceText(difference: Difference, style: Style): string {
  if (isEqual(difference))
    return '  the certificates and fields are the same; order, encoding, comments or layout differ\n'
  return linesOf(difference, style)
    .map(line => `  ${line}\n`)
    .join('')
}

function linesOf({ changes, unreadable, fields }: Difference, style: Style): string[] {
  return [
    ...changes.map(change => changeLine(change, style)),
    ...unreadable.map(name => `! ${printable(name)} holds no readable certificate`),
    ...fields.map(field => `~ ${fieldText(field)}`),
  ]
}

/** One change as a line: what, under which name, which certificate. */
export function changeLine(change: Change, style: Style): string {
  const { name, certificate } = change
  const told = `${printable(name)}  ${describe(certificate)}`
  switch (change.kind) {
    case 'added':
      return style.added(`+ ${told}`)
    case 'removed':
      return style.removed(`- ${told}`)
    case 'renamed':
      return `~ ${printable(change.before)} -> ${told}`
    case 'renewed':
    case 'replaced':
      return `~ ${fromName(change)}${told}, ${successionText(change)}`
    case 'moved':
      return style.dim(`= ${printable(name)}  moved from ${list(change.from)} to ${list(change.to)}`)
    case 're-encoded':
      return style.dim(`= ${printable(name)}  the same certificate, encoded otherwise`)
  }
}

type Succession = Extract<Change, { kind: 'renewed' | 'replaced' }>

const fromName = ({ name, before }: Succession): string => (before.name === name ? '' : `${printable(before.name)} -> `)

/** What became of the one before: `renewed with the same key, before it 2021-03-10 to 2026-03-10`. */
export function successionText({ kind, before: { certificate } }: Succession): string {
  const dates = `${day(certificate.notBefore)} to ${day(certificate.notAfter)}`
  if (kind === 'renewed') return `renewed with the same key (before: ${dates})`
  return `in place of another key (before: ${certificate.key.label}, ${dates})`
}

/** `spec.defaultCNI: "antrea" -> "calico"` */
export const fieldText = ({ path, before, after }: FieldChange): string =>
  `${printable(path === '' ? 'the object' : path)}: ${valueText(before)} -> ${valueText(after)}`

/** Longer values are cut: whoever has to know looks at the manifest. */
const LONGEST = 120

const valueText = (value: Json | undefined): string =>
  value === undefined ? 'nothing' : printable(JSON.stringify(value), LONGEST)

const list = (files: readonly string[]): string => files.map(file => printable(file)).join(', ')
