import { day } from '../inspect/describe.ts'
import { plural } from '../plural.ts'
import { type Ending, type Expiry, isInside } from './expiry.ts'
import { leftText, shortName } from './inspection.ts'
import { code, prose } from './markdown-text.ts'

const STATES = { expired: '**expired**', soon: '**soon**', future: 'not yet valid', valid: '' } as const

/** A table for a page or a comment. */
export function expiryMarkdown({ endings, now, period }: Expiry): string {
  const inside = endings.filter(isInside).length
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const head = ['ends', 'left', '', 'name', 'subject', 'SHA-256', 'found in']
  return [
    `### Certificates by their end: ${inside} of ${plural(endings.length, 'certificate')} within ${prose(period.text)}`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...endings.map(ending => line(row(ending, now))),
    '',
    `As of ${now}.`,
    '',
  ].join('\n')
}

const row = ({ entry: { name, certificate, origins }, phase }: Ending, now: string): string[] => [
  day(certificate.notAfter),
  leftText(certificate, now),
  STATES[phase],
  code(name),
  prose(shortName(certificate)),
  code(certificate.id.slice(0, 16)),
  code(origins[0] === undefined ? '' : `${origins[0].path}:${origins[0].line}`),
]
