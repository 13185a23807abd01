import type { Certificate } from '../model.ts'
import { printable } from '../printable.ts'

/** What a certificate is in a trust set, as a person would say it. */
export function roleOf({ basicConstraints, selfIssued }: Certificate): string {
  if (basicConstraints === 'ca') return selfIssued ? 'self-signed root' : 'intermediate'
  if (basicConstraints === 'not-ca') return selfIssued ? 'self-signed end certificate' : 'end certificate'
  return selfIssued ? 'self-signed, without basicConstraints' : 'without basicConstraints'
}

/** The subject as one safe line; a certificate without one is called by its serial number. */
export const subjectOf = ({ subject, serial }: Certificate): string =>
  subject.text === '' ? `no subject, serial ${serial.slice(0, 40)}` : printable(subject.text)

/** `CN=harbor-ca, self-signed root, RSA 2048, 2021-03-10 to 2022-03-10`: safe text on one line. */
export function describe(certificate: Certificate): string {
  const { notBefore, notAfter, key } = certificate
  const role = certificate.selfIssued
    ? roleOf(certificate)
    : `${roleOf(certificate)} issued by ${issuerOf(certificate)}`
  return [subjectOf(certificate), role, key.label, `${day(notBefore)} to ${day(notAfter)}`].join(', ')
}

const issuerOf = ({ issuer }: Certificate): string => printable(issuer.text, 120) || 'nobody named'

/** The date of an instant in UTC, `YYYY-MM-DD`. */
export const day = (instant: string): string => instant.slice(0, 10)
