import { readObjectIdentifier } from '../asn1/oid.ts'
import { children, DerError, type Element, expectTag, readElement, Tag } from '../asn1/reader.ts'
import { checkDer } from '../asn1/strict.ts'
import type { Certificate } from '../model.ts'

const BASIC_CONSTRAINTS = '2.5.29.19'

/** Reads Extensions (RFC 5280 4.1.2.9) as far as the trust set needs them. @throws {DerError} */
export function readBasicConstraints(
  bytes: Uint8Array,
  explicit: Element | undefined,
): Certificate['basicConstraints'] {
  if (explicit === undefined) return 'absent'
  const [list] = children(bytes, explicit)
  let found: Certificate['basicConstraints'] = 'absent'
  for (const extension of children(bytes, expectTag(list, Tag.sequence, 'the extensions'))) {
    const parts = children(bytes, expectTag(extension, Tag.sequence, 'an extension'))
    const oid = readObjectIdentifier(bytes, expectTag(parts[0], Tag.oid, 'an extension identifier'))
    const value = expectTag(parts.at(-1), Tag.octetString, `the value of extension ${oid}`)
    if (oid !== BASIC_CONSTRAINTS) continue
    if (found !== 'absent') throw new DerError('basicConstraints stands twice', extension.start)
    found = isCa(bytes, value) ? 'ca' : 'not-ca'
  }
  return found
}

/** RFC 5280 4.2.1.9: SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }. */
function isCa(bytes: Uint8Array, value: Element): boolean {
  checkDer(bytes, value.content, value.end)
  const sequence = expectTag(readElement(bytes, value.content, value.end), Tag.sequence, 'basicConstraints')
  if (sequence.end !== value.end) throw new DerError('bytes after basicConstraints', sequence.end)
  const [first] = children(bytes, sequence)
  return first?.tag === Tag.boolean && bytes[first.content] === 0xff
}
