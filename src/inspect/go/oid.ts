import type { Element } from '../../asn1/reader.ts'

/** Go keeps arcs in 31 bits (cryptobyte, readBase128Int); the first subidentifier holds two arcs, from 2.0 on as 80 and more. */
const LARGEST = 2 ** 31 - 1

/** Whether an arc is too large for Go, such as those of UUIDs below 2.25. @param dotted or a short name, which has none */
export function hasLongArc(dotted: string): boolean {
  // The shortest is 0.39.2147483648.
  if (dotted.length < 12 || !/\d{10}/.test(dotted)) return false
  return dotted.split('.').some((arc, index) => Number(arc) > (index === 1 ? LARGEST - 80 : LARGEST))
}

/**
 * Whether an OBJECT IDENTIFIER whose content nobody has looked at is one for Go: whole arcs, in no more octets than needed.
 * @param largest `Infinity` where Go keeps the octets and not the numbers
 */
export function isObjectIdentifier(bytes: Uint8Array, { content, end }: Element, largest: number = LARGEST): boolean {
  let arc = 0
  let isFirst = true
  for (let at = content; at < end; at++) {
    const octet = bytes[at] ?? 0
    if (isFirst && octet === 0x80) return false
    arc = arc * 128 + (octet & 0x7f)
    if (arc > largest) return false
    isFirst = octet < 0x80
    if (isFirst) arc = 0
  }
  return isFirst && content < end
}
