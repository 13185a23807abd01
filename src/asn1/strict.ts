import { DerError, readElement, Tag } from './reader.ts'

/** Deeper than any certificate: real ones stay below 12. Guards the stack against hostile nesting. */
const DEEPEST = 40

/**
 * Walks a whole encoding and refuses what is BER but not DER (X.690 sections 8, 10 and 11), the way Go's
 * `encoding/asn1` does, because Go (containerd, kubelet) is what reads the certificates on a node.
 * @throws {DerError} at the first violation
 */
export function checkDer(bytes: Uint8Array, from: number, limit: number, depth = 0): void {
  if (depth > DEEPEST) throw new DerError('nesting is too deep for a certificate', from)
  for (let at = from; at < limit; ) {
    const tag = bytes[at] ?? 0
    const first = bytes[at + 1] ?? 0x80
    let content = at + 2
    let end = content + first
    // The short form of the length needs no further reading; an object for each of a hundred elements would be felt.
    if (first >= 0x80 || end > limit || (tag & 0x1f) === 0x1f) ({ content, end } = readElement(bytes, at, limit))
    checkContent(bytes, tag, content, end)
    if ((tag & 0x20) !== 0) checkDer(bytes, content, end, depth + 1)
    at = end
  }
}

function checkContent(bytes: Uint8Array, tag: number, from: number, end: number): void {
  const length = end - from
  switch (tag) {
    case Tag.boolean:
      if (length !== 1 || (bytes[from] !== 0x00 && bytes[from] !== 0xff))
        throw new DerError('a BOOLEAN that is neither 00 nor FF', from)
      return
    case Tag.integer:
      checkInteger(bytes, from, length)
      return
    case Tag.bitString:
      checkBitString(bytes, from, end)
      return
    case Tag.null:
      if (length !== 0) throw new DerError('a NULL with content', from)
      return
    case Tag.oid:
      checkObjectIdentifier(bytes, from, end)
      return
    default:
      checkForm(tag, from)
  }
}

/** X.690 8.3.2: as few octets as the number needs. @throws {DerError} */
export function checkInteger(bytes: Uint8Array, from: number, length: number): void {
  if (length === 0) throw new DerError('an INTEGER without content', from)
  const first = bytes[from] ?? 0
  const second = bytes[from + 1] ?? 0
  if (length > 1 && ((first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80)))
    throw new DerError('an INTEGER in more octets than needed', from)
}

/** X.690 8.6.2 and 11.2.1: 0 to 7 unused bits, all zero. */
function checkBitString(bytes: Uint8Array, from: number, end: number): void {
  const unused = bytes[from]
  if (from === end || unused === undefined || unused > 7 || (unused > 0 && end - from === 1))
    throw new DerError('a BIT STRING with a wrong count of unused bits', from)
  if (((bytes[end - 1] ?? 0) & ((1 << unused) - 1)) !== 0 && unused > 0)
    throw new DerError('a BIT STRING whose unused bits are not zero', end - 1)
}

/** X.690 8.19.2: base 128, no leading 80, last octet below 80. */
function checkObjectIdentifier(bytes: Uint8Array, from: number, end: number): void {
  if (from === end || (bytes[end - 1] ?? 0x80) >= 0x80) throw new DerError('an OBJECT IDENTIFIER that is cut off', from)
  for (let at = from; at < end; at++)
    if (bytes[at] === 0x80 && (at === from || (bytes[at - 1] ?? 0) < 0x80))
      throw new DerError('an OBJECT IDENTIFIER in more octets than needed', at)
}

/** X.690 10.2 and 8.9.1: strings are primitive, SEQUENCE and SET are constructed. */
function checkForm(tag: number, at: number): void {
  if ((tag & 0xc0) !== 0) return
  const number = tag & 0x1f
  const constructed = (tag & 0x20) !== 0
  const mustBeConstructed = number === 0x10 || number === 0x11
  if (number === 0) throw new DerError('an end-of-contents marker (BER)', at)
  if (constructed !== mustBeConstructed && number !== 0x08 && number !== 0x0b)
    throw new DerError(constructed ? 'a string in pieces (BER)' : 'a SEQUENCE or SET without its constructed bit', at)
}
