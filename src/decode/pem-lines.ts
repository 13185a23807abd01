import type { Fault } from '../model.ts'

/** A line of text; `number` counts from 1. */
export interface PemLine {
  readonly text: string
  readonly number: number
}

/** One BEGIN...END pair, or what is left of it. `line` is that of its BEGIN. */
export type PemBlock = { readonly line: number; readonly label: string } & (
  | { readonly bytes: Uint8Array }
  | { readonly fault: Fault }
)

/** RFC 7468 section 3: the encapsulation boundary, alone on its line. */
export interface Boundary {
  readonly kind: 'BEGIN' | 'END'
  readonly label: string
}

/** The lines of a text: LF, CRLF and CR end one; blanks at line ends are dropped, and the end-of-file mark of DOS. */
export function pemLines(text: string): string[] {
  const whole = withoutEndOfFile(text)
  const lines = (whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole).split('\n')
  return lines.map(withoutTrailingBlanks)
}

/** DOS programs end a text with Ctrl-Z, others with NUL. */
function withoutEndOfFile(text: string): string {
  let end = text.length
  while (end > 0 && (text[end - 1] === '\u001a' || text[end - 1] === '\u0000')) end--
  return end === text.length ? text : text.slice(0, end)
}

/** By hand: a regular expression for blanks at the end takes quadratic time on a line of blanks. */
function withoutTrailingBlanks(line: string): string {
  let last = line.length
  while (last > 0 && isBlank(line.charCodeAt(last - 1))) last--
  return last === line.length ? line : line.slice(0, last)
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0b || code === 0x0c

/** The boundary that a line is, whole and unindented, or undefined. */
export function boundaryOf(text: string): Boundary | undefined {
  if (!text.startsWith('-----') || !text.endsWith('-----')) return undefined
  const kind = text.startsWith('-----BEGIN ') ? 'BEGIN' : text.startsWith('-----END ') ? 'END' : undefined
  if (kind === undefined || text.length < kind.length + 12) return undefined
  const label = text.slice(kind.length + 6, -5)
  return /^[A-Z0-9 #./_-]{1,64}$/.test(label) && !label.includes('--') ? { kind, label } : undefined
}

/**
 * Whether a line that is no boundary was meant as one: glued to another or to its body, indented, in lower case, short
 * of a dash, or cut off by the end of the file.
 */
export function boundaryLike(text: string): boolean {
  if (!text.includes('---')) return false
  const line = text.trimStart()
  return line.startsWith('-----BEGIN ') || line.startsWith('-----END ') || MISSPELT.test(line) || isCutOff(line)
}

const MISSPELT = /^-{3,}\s?(?:BEGIN|END)\s[A-Z0-9 #]*(?:CERTIFICATE|KEY|PKCS7|CMS|CRL|REQUEST)\s?-{3,}$/i

const isCutOff = (line: string): boolean =>
  line.length > 5 && ('-----BEGIN CERTIFICATE-----'.startsWith(line) || '-----END CERTIFICATE-----'.startsWith(line))
