/** Writes DER, right or deliberately wrong, one element at a time. */

export type Octets = Uint8Array | readonly number[]

const bytesOf = (parts: readonly Octets[]): Buffer => Buffer.concat(parts.map(part => Buffer.from(part)))

/** Identifier, minimal length, content. */
export function element(tag: number, ...parts: readonly Octets[]): Buffer {
  const content = bytesOf(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(content.length)]), content])
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 | octets.length, ...octets]
}

export const sequence = (...parts: readonly Octets[]): Buffer => element(0x30, ...parts)
export const set = (...parts: readonly Octets[]): Buffer => element(0x31, ...parts)
export const bitString = (content: Octets, unused = 0): Buffer => element(0x03, [unused], content)
export const octetString = (...parts: readonly Octets[]): Buffer => element(0x04, ...parts)
export const boolean = (value: boolean): Buffer => element(0x01, [value ? 0xff : 0x00])
export const explicit = (number: number, ...parts: readonly Octets[]): Buffer => element(0xa0 | number, ...parts)
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text))
export const NULL: Buffer = element(0x05)

/** A non-negative INTEGER from big-endian octets or a small number. */
export function integer(value: Octets | number): Buffer {
  const octets = typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value)
  let at = 0
  while (at < octets.length - 1 && octets[at] === 0) at++
  const minimal = octets.subarray(at)
  return element(0x02, (minimal[0] ?? 0) >= 0x80 ? [0] : [], minimal)
}

/** A non-negative INTEGER of any size. */
export const bigInteger = (value: bigint): Buffer => {
  const hex = value.toString(16)
  return integer(Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'))
}

/** An OBJECT IDENTIFIER from dotted decimal. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, [first * 40 + second, ...rest.flatMap(base128)])
}

function base128(arc: number): number[] {
  const octets = [arc % 128]
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) octets.unshift(0x80 | (left % 128))
  return octets
}

/**
 * UTCTime before 2050, GeneralizedTime from then on (RFC 5280 4.1.2.5).
 * @param date `YYYY-MM-DD`, which is its first second, or `YYYY-MM-DDTHH:MM:SSZ`
 */
export function time(date: string): Buffer {
  const digits = date.replaceAll(/\D/g, '').padEnd(14, '0')
  return date < '2050' ? element(0x17, Buffer.from(`${digits.slice(2)}Z`)) : element(0x18, Buffer.from(`${digits}Z`))
}
