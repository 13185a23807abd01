/** A line of text without its line break and trailing blanks; `number` counts from 1. */
export interface PemLine {
  readonly text: string
  readonly number: number
}

/** RFC 7468 section 3: the encapsulation boundary, alone on its line. */
export interface Boundary {
  readonly kind: 'BEGIN' | 'END'
  readonly label: string
}

const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf'

/** Splits at LF, CRLF and CR, and drops a byte order mark at the start. */
export function* pemLines(text: string): Generator<PemLine> {
  let start = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0
  let nextReturn = text.indexOf('\r')
  for (let number = 1; start <= text.length; number++) {
    if (nextReturn >= 0 && nextReturn < start) nextReturn = text.indexOf('\r', start)
    const feed = text.indexOf('\n', start)
    const isReturn = nextReturn >= 0 && (feed < 0 || nextReturn < feed)
    const end = isReturn ? nextReturn : feed < 0 ? text.length : feed
    yield { text: withoutTrailingBlanks(text, start, end), number }
    start = end + (isReturn && feed === nextReturn + 1 ? 2 : 1)
  }
}

function withoutTrailingBlanks(text: string, start: number, end: number): string {
  let last = end
  while (last > start && isBlank(text.charCodeAt(last - 1))) last--
  return text.slice(start, last)
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

/** Whether a line that is no boundary was meant as one: glued to another, indented, in lower case, short of a dash. */
export const boundaryLike = (text: string): boolean =>
  text.includes('----') && /----\s?(?:BEGIN|END)\s/i.test(text) && /CERT|KEY|PKCS|CMS|X509/i.test(text)
