import { addDays } from '../calendar.ts'
import { day, subjectOf } from '../inspect/describe.ts'
import { printable } from '../printable.ts'
import type { Ending, Expiry } from './expiry.ts'
import { shortName } from './inspection.ts'

/** Days before the end on which a calendar reminds: time to ask the CA, to roll clusters, and to act. */
const ALARMS = [60, 30, 7] as const

/**
 * A calendar (RFC 5545) with one all-day event a certificate, on the day of its end in UTC. The same certificate has the
 * same UID in every run, so that a calendar that reads the file again changes the event and adds none.
 */
export function expiryIcs({ endings, now }: Expiry): string {
  // A calendar without a component is none (RFC 5545 3.6).
  if (endings.length === 0) return ''
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//tks-trust//expiry//EN',
    'CALSCALE:GREGORIAN',
    ...endings.flatMap(ending => eventOf(ending, now)),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${fold(line)}\r\n`).join('')
}

function eventOf({ entry: { name, certificate, origins }, phase, outputs }: Ending, now: string): string[] {
  const { id, notAfter } = certificate
  const title = `${printable(name)} ends: ${shortName(certificate)}`
  const about = [
    `Subject: ${subjectOf(certificate)}`,
    `Issuer: ${printable(certificate.issuer.text)}`,
    `Ends: ${notAfter}`,
    `SHA-256: ${id}`,
    ...origins.slice(0, 3).map(({ path, line }) => `Found in: ${printable(path)}:${line}`),
    ...outputs.slice(0, 3).map(path => `Output: ${printable(path)}`),
  ]
  return [
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${now.replace(/[-:]/g, '')}`,
    `DTSTART;VALUE=DATE:${dateOf(notAfter)}`,
    // Without it Outlook shows an event of no length. The day after the last is the first that does not count.
    ...(notAfter < '9999-12-31' ? [`DTEND;VALUE=DATE:${dateOf(addDays(notAfter, 1))}`] : []),
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(about.join('\n'))}`,
    'TRANSP:TRANSPARENT',
    // Nobody wants to be reminded three times of what is over.
    ...(phase === 'expired' ? [] : ALARMS.flatMap(days => alarm(days, title))),
    'END:VEVENT',
  ]
}

const alarm = (days: number, title: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `TRIGGER:-P${days}D`,
  `DESCRIPTION:${escaped(`In ${days} days ${title}`)}`,
  'END:VALARM',
]

const dateOf = (instant: string): string => day(instant).replaceAll('-', '')

/** RFC 5545 3.3.11: backslash, semicolon, comma and line feed are escaped in a TEXT. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')

/** RFC 5545 3.1: "lines of text SHOULD NOT be longer than 75 octets", goes on behind a blank, and no character is split. */
const LONGEST = 75

function fold(line: string): string {
  const lines: string[] = []
  let part = ''
  let octets = 0
  for (const point of line) {
    const more = Buffer.byteLength(point)
    if (octets + more > LONGEST) {
      lines.push(part)
      part = ' '
      octets = 1
    }
    part += point
    octets += more
  }
  return [...lines, part].join('\r\n')
}
