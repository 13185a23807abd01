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
  const [list, ...rest] = children(bytes, explicit)
  if (rest.length > 0) throw new DerError('something behind the extensions', explicit.start)
  const seen = new Set<string>()
  let found: Certificate['basicConstraints'] = 'absent'
  for (const extension of children(bytes, expectTag(list, Tag.sequence, 'the extensions'))) {
    const [id, value, ...more] = partsOf(bytes, extension)
    const oid = readObjectIdentifier(bytes, expectTag(id, Tag.oid, 'an extension identifier'))
    if (more.length > 0 || value?.tag !== Tag.octetString)
      throw new DerError(`extension ${oid} is no such`, extension.start)
    if (seen.has(oid)) throw new DerError(`extension ${oid} stands twice`, extension.start)
    seen.add(oid)
    if (oid !== BASIC_CONSTRAINTS) continue
    found = isCa(bytes, value) ? 'ca' : 'not-ca'
  }
  return found
}

/** Identifier and value, without the criticality that may stand between them. */
function partsOf(bytes: Uint8Array, extension: Element): Element[] {
  const parts = children(bytes, expectTag(extension, Tag.sequence, 'an extension'))
  return parts[1]?.tag === Tag.boolean ? parts.toSpliced(1, 1) : parts
}

/** RFC 5280 4.2.1.9: SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }. */
function isCa(bytes: Uint8Array, value: Element): boolean {
  checkDer(bytes, value.content, value.end)
  const sequence = expectTag(readElement(bytes, value.content, value.end), Tag.sequence, 'basicConstraints')
  if (sequence.end !== value.end) throw new DerError('bytes after basicConstraints', sequence.end)
  const [first, ...rest] = children(bytes, sequence)
  const path = first?.tag === Tag.boolean ? rest : first === undefined ? [] : [first, ...rest]
  if (path.length > 1 || (path[0] !== undefined && path[0].tag !== Tag.integer))
    throw new DerError('basicConstraints of another form', sequence.start)
  return first?.tag === Tag.boolean && bytes[first.content] === 0xff
}
