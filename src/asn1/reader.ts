/**
 * Distinguished Encoding Rules, one element at a time (ITU-T X.690 sections 8.1 and 10.1).
 * Strict: what another encoder could have written differently is refused.
 */

/** One encoded element: identifier octet, and where header, content and end stand in the bytes. */
export interface Element {
  readonly tag: number
  readonly start: number
  readonly content: number
  readonly end: number
}

/** Thrown for bytes that are not DER; `offset` counts from the start of the bytes that were read. */
export class DerError extends Error {
  readonly offset: number
  constructor(message: string, offset: number, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DerError'
    this.offset = offset
  }
}

/** Identifier octets of the universal types that X.509 uses (X.690 8.1.2, X.680 table 1). */
export const Tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** A header as it stands, minimal or not; `length` is undefined for BER's indefinite form. */
export interface Header {
  readonly tag: number
  readonly content: number
  readonly length: number | undefined
  readonly minimal: boolean
}

/** Reads identifier and length octets in any BER form, or gives undefined where the bytes end too early. */
export function readHeader(bytes: Uint8Array, at: number, limit: number): Header | undefined {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || at + 2 > limit) return undefined
  if (first < 0x80) return { tag, content: at + 2, length: first, minimal: true }
  if (first === 0x80) return { tag, content: at + 2, length: undefined, minimal: false }
  const octets = first & 0x7f
  if (at + 2 + octets > limit || octets > 6) return undefined
  let length = 0
  for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0)
  const minimal = bytes[at + 2] !== 0 && length >= 0x80
  return { tag, content: at + 2 + octets, length, minimal }
}

/** Reads the element at `at`; it must end at or before `limit`. @throws {DerError} */
export function readElement(bytes: Uint8Array, at: number, limit: number): Element {
  const header = readHeader(bytes, at, limit)
  if (header === undefined) throw new DerError('an element is cut off', at)
  const { tag, content, length, minimal } = header
  if ((tag & 0x1f) === 0x1f) throw new DerError('a tag number of more than 30, which X.509 does not use', at)
  if (length === undefined) throw new DerError('an indefinite length (BER)', at)
  if (!minimal) throw new DerError('a length in more octets than needed (BER)', at)
  if (content + length > limit) throw new DerError('an element is longer than what holds it', at)
  return { tag, start: at, content, end: content + length }
}

/** The elements inside a constructed one, in order. @throws {DerError} */
export function children(bytes: Uint8Array, parent: Element): Element[] {
  const found: Element[] = []
  for (let at = parent.content; at < parent.end; ) {
    const element = readElement(bytes, at, parent.end)
    found.push(element)
    at = element.end
  }
  return found
}

/** The element, if it is there and has the tag that the grammar asks for. @throws {DerError} */
export function expectTag(element: Element | undefined, tag: number, what: string): Element {
  if (element === undefined) throw new DerError(`${what} is missing`, 0)
  if (element.tag !== tag) throw new DerError(`${what} has tag 0x${element.tag.toString(16)}`, element.start)
  return element
}

/** Header and content of an element, as a view on the same memory. */
export const whole = (bytes: Uint8Array, { start, end }: Element): Uint8Array => bytes.subarray(start, end)

/** Content octets as text, without a view or a copy in between: a thousand certificates have many such texts. */
export function contentText(bytes: Uint8Array, { content, end }: Element, encoding: 'latin1' | 'utf8' | 'hex'): string {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return buffer.toString(encoding, content, end)
}

/** Whether two elements, header and content, are the same octets. */
export function sameOctets(bytes: Uint8Array, a: Element, b: Element): boolean {
  if (a.end - a.start !== b.end - b.start) return false
  for (let at = 0; at < a.end - a.start; at++) if (bytes[a.start + at] !== bytes[b.start + at]) return false
  return true
}
