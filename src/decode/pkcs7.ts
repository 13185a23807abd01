import { readObjectIdentifier } from '../asn1/oid.ts'
import { children, DerError, type Element, expectTag, readElement, Tag, whole } from '../asn1/reader.ts'

const SIGNED_DATA = '1.2.840.113549.1.7.2'
const EXPLICIT_0 = 0xa0
const IMPLICIT_1 = 0xa1

/** What a PKCS#7 certificate bag holds. */
export interface CertificateBag {
  readonly certificates: readonly Uint8Array[]
  /** Revocation lists, or what stands in their place. */
  readonly others: readonly Uint8Array[]
}

/**
 * The certificates of a SignedData (RFC 5652 sections 3 and 5.1), each as the octets that were written, in the order
 * in which they stand. Only DER is read; signer infos and content are of no concern to a trust set.
 * @throws {DerError}
 */
export function readCertificateBag(bytes: Uint8Array): CertificateBag {
  const contentInfo = readElement(bytes, 0, bytes.length)
  if (contentInfo.end !== bytes.length) throw new DerError('bytes after the PKCS#7 structure', contentInfo.end)
  const [type, explicit] = exactly(bytes, contentInfo, 2, 'ContentInfo')
  const oid = readObjectIdentifier(bytes, expectTag(type, Tag.oid, 'the content type'))
  if (oid !== SIGNED_DATA) throw new DerError('PKCS#7 of another type than SignedData', 0)
  const [signedData] = exactly(bytes, expectTag(explicit, EXPLICIT_0, 'the content'), 1, 'the content')
  const fields = children(bytes, expectTag(signedData, Tag.sequence, 'SignedData'))
  const [contentType, content] = children(bytes, expectTag(fields[2], Tag.sequence, 'the content info'))
  expectTag(contentType, Tag.oid, 'the content type')
  if (content !== undefined) throw new DerError('a signed message, where only certificates should be', content.start)
  const certificates = childrenOf(bytes, fields, EXPLICIT_0).map(choice => {
    if (choice.tag !== Tag.sequence) throw new DerError('a certificate of a kind that is not X.509', choice.start)
    return whole(bytes, choice)
  })
  const others = childrenOf(bytes, fields, IMPLICIT_1).map(list => whole(bytes, list))
  return { certificates, others }
}

function childrenOf(bytes: Uint8Array, fields: readonly Element[], tag: number): Element[] {
  const [field, second] = fields.filter(element => element.tag === tag)
  if (second !== undefined) throw new DerError('a field that stands twice', second.start)
  return field === undefined ? [] : children(bytes, field)
}

function exactly(bytes: Uint8Array, parent: Element, count: number, what: string): Element[] {
  const found = children(bytes, parent)
  if (found.length !== count) throw new DerError(`${what} has not ${count} part${count === 1 ? '' : 's'}`, parent.start)
  return found
}
