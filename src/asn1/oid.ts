import type { Element } from './reader.ts'

/** An OBJECT IDENTIFIER in dotted decimal (X.690 8.19). Arcs may be longer than 53 bits. */
export function readObjectIdentifier(bytes: Uint8Array, { content, end }: Element): string {
  const arcs: string[] = []
  let small = 0
  let large: bigint | undefined
  for (let at = content; at < end; at++) {
    const octet = bytes[at] ?? 0
    if (large === undefined && small < 2 ** 45) small = small * 128 + (octet & 0x7f)
    else large = (large ?? BigInt(small)) * 128n + BigInt(octet & 0x7f)
    if ((octet & 0x80) !== 0) continue
    arcs.push(...(arcs.length === 0 ? firstTwo(large ?? BigInt(small)) : [String(large ?? small)]))
    small = 0
    large = undefined
  }
  return arcs.join('.')
}

/** The first subidentifier holds two arcs, 40 * X + Y, where X is 0, 1 or 2. */
function firstTwo(value: bigint): string[] {
  const top = value < 80n ? value / 40n : 2n
  return [String(top), String(value - top * 40n)]
}
