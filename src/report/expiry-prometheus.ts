import { printable } from '../printable.ts'
import type { Ending, Expiry } from './expiry.ts'

const NOT_AFTER = 'tks_trust_certificate_not_after_timestamp_seconds'
const NOT_BEFORE = 'tks_trust_certificate_not_before_timestamp_seconds'
const FAULTS = 'tks_trust_source_errors'

/**
 * Metrics in the text exposition format 0.0.4 of Prometheus, for the textfile collector of the node exporter. Instants, not
 * days left: a file that nobody writes anew stays true.
 */
export function expiryPrometheus({ endings, faults }: Expiry): string {
  const errors = faults.filter(({ severity }) => severity === 'error').length
  return [
    ...family(NOT_BEFORE, 'When the validity of a certificate begins, in seconds since 1970.'),
    ...endings.map(({ entry }) => sample(NOT_BEFORE, entry, entry.certificate.notBefore)),
    ...family(NOT_AFTER, 'When the validity of a certificate ends, in seconds since 1970.'),
    ...endings.map(({ entry }) => sample(NOT_AFTER, entry, entry.certificate.notAfter)),
    ...family(FAULTS, 'How many things among the sources could not be read as certificates.'),
    `${FAULTS} ${errors}`,
    '',
  ].join('\n')
}

const family = (name: string, help: string): string[] => [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`]

function sample(name: string, { name: called, certificate, origins }: Ending['entry'], instant: string): string {
  const labels = {
    name: called,
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    sha256: certificate.id,
    path: origins[0]?.path ?? '',
  }
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`)
  return `${name}{${pairs.join(',')}} ${Date.parse(instant) / 1000}`
}

/** In the value of a label a backslash, a double quote and a line feed are escaped; the last cannot be in printable text. */
const escaped = (text: string): string => printable(text, 400).replace(/[\\"]/g, '\\$&')
