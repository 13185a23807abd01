import { keyLineIn } from '../decode/traces.ts'
import { keyId } from '../inspect/key-id.ts'
import type { Certificate, Fault } from '../model.ts'
import { printable } from '../printable.ts'

/** One line below the head of a block. */
export type Line = readonly [label: string, text: string]

/**
 * A block of lines: the head begins at the margin, so that git shows it behind `@@` above a change in the lines below.
 */
export const block = (head: string, lines: readonly Line[]): string =>
  `${withoutKey(head)}\n${lines.map(([label, text]) => `  ${label.padEnd(12)}${withoutKey(text)}\n`).join('')}`

/** Names are what somebody chose to write into them. */
const withoutKey = (text: string): string => (keyLineIn(text) === undefined ? text : '(a private key, not shown)')

/** More than any name has; what is cut off still shows in the SHA-256. */
const LONGEST = 2000

/** A certificate as a reviewer reads it; `name` is what a manifest calls it. */
export function certificateText(certificate: Certificate, name?: string): string {
  const { issuer, selfIssued, serial, notBefore, notAfter, key } = certificate
  const subject = printable(certificate.subject.text, LONGEST) || 'without a subject'
  return block(`certificate ${subject}`, [
    ...nameLine(name),
    ['issuer', selfIssued ? 'itself' : printable(issuer.text, LONGEST) || 'nobody named'],
    ['serial', printable(serial, 200)],
    ['valid from', notBefore],
    ['valid until', notAfter],
    ['key', printable(key.label)],
    ['key SHA-256', keyId(certificate)],
    ['CA', authority(certificate)],
    ['SHA-256', certificate.id],
  ])
}

/** What stands where a certificate should, never more of it than its kind. */
export const faultText = ({ message }: Fault, line?: number, name?: string): string =>
  block(`no certificate${line === undefined ? '' : `, line ${line}`}`, [
    ...nameLine(name),
    ['it is', printable(message, 400)],
  ])

const nameLine = (name: string | undefined): Line[] => (name === undefined ? [] : [['name', printable(name, 400)]])

function authority({ basicConstraints, pathLength }: Certificate): string {
  if (basicConstraints === 'absent') return 'not said'
  if (basicConstraints === 'not-ca') return 'no'
  return pathLength === undefined ? 'yes' : `yes, of path length ${pathLength}`
}
