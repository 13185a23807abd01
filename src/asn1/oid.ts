import { DerError, type Element } from './reader.ts'

/** The largest value that seven more bits still leave exact. */
const EXACT = 2 ** 45

/** A UUID below 2.25 takes 19 octets an arc; longer ones exist to keep their readers busy. */
const LONGEST_ARC = 24

/** An OBJECT IDENTIFIER in dotted decimal (X.690 8.19). Arcs may be longer than 53 bits. @throws {DerError} */
export function readObjectIdentifier(bytes: Uint8Array, { content, end }: Element): string {
  let text = ''
  let arc: number | bigint = 0
  let start = content
  for (let at = content; at < end; at++) {
    const octet = bytes[at] ?? 0
    if (at - start > LONGEST_ARC) throw new DerError('an OBJECT IDENTIFIER with an arc without end', start)
    if (typeof arc === 'number' && arc < EXACT) arc = arc * 128 + (octet & 0x7f)
    else arc = BigInt(arc) * 128n + BigInt(octet & 0x7f)
    if (octet >= 0x80) continue
    text = text === '' ? firstTwo(arc) : `${text}.${arc}`
    arc = 0
    start = at + 1
  }
  return text
}

/** The first subidentifier holds two arcs, 40 * X + Y, where X is 0, 1 or 2. */
function firstTwo(value: number | bigint): string {
  const top = value < 40 ? 0 : value < 80 ? 1 : 2
  return `${top}.${typeof value === 'bigint' ? value - BigInt(top * 40) : value - top * 40}`
}
