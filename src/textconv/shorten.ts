import { hash } from 'node:crypto'
import { decode } from '../decode/index.ts'
import { keyLineIn } from '../decode/traces.ts'
import { describe } from '../inspect/describe.ts'
import { inspect } from '../inspect/index.ts'
import { printable } from '../printable.ts'

/** A word of base64 that is longer than a SHA-1, and the lines of nothing else that follow it. */
const BASE64 = /[A-Za-z0-9+/]{44,}={0,2}(?:\r?\n[ \t]*[A-Za-z0-9+/]+={0,2}(?=[ \t]*(?:\r?\n|$)))*/g

/** Paths, fingerprints in hexadecimal and plain words lack one of these. */
const isMixed = (run: string): boolean => /[0-9]/.test(run) && /[A-Z]/.test(run) && /[a-z]/.test(run)

/** The least that the base64 of a certificate takes. */
const SHORTEST = 200

/** `1704 characters, SHA-256 9f86d081...`, half of it: enough to see that something has changed, too little to be anything. */
export const digestText = (text: string): string =>
  `${text.length} characters, SHA-256 ${hash('sha256', text).slice(0, 32)}`

/** A text with its base64 replaced by what is in it, or by a hash. */
export const shortenBase64 = (text: string): string =>
  text.replace(BASE64, run => (isMixed(run) ? `(${told(run)})` : run))

function told(run: string): string {
  const certificates =
    run.length < SHORTEST
      ? []
      : decode('', Buffer.from(run)).flatMap(found => {
          const read = inspect(found)
          return 'certificate' in read ? [read.certificate] : []
        })
  if (certificates.length === 0) return `base64, ${digestText(run)}`
  return certificates.map(certificate => `${describe(certificate)}, SHA-256 ${certificate.id}`).join('; ')
}

/** Longer values are no text that a person reads, and searching them for keys takes time. */
const LONGEST = 8 * 1024

/** One value of a manifest without what nobody reads and what nobody may read. */
export function shortened(value: string): string {
  if (value.length > LONGEST) return `(${digestText(value)})`
  return keyLineIn(value) === undefined ? shortenBase64(value) : `(a private key, not shown, ${digestText(value)})`
}

/** Text of several lines, each of them harmless. */
export const harmless = (text: string): string =>
  text
    .split('\n')
    .map(line => printable(line, 4 * LONGEST))
    .join('\n')
