import { type Header, readHeader, Tag } from '../asn1/reader.ts'

/** What an encoding is, judged by its first elements only, so that damaged and BER encodings are recognised too. */
export type DerKind =
  | 'certificate'
  | 'pkcs7'
  | 'pkcs12'
  | 'private-key'
  | 'public-key'
  | 'certificate-request'
  | 'revocation-list'
  | 'unknown'

/** OIDs as the content octets in hexadecimal. */
const SIGNED_DATA = '2a864886f70d010702'
const PKCS5_ARC = '2a864886f70d0105'
const PKCS12_PBE_ARC = '2a864886f70d010c01'

interface Peek extends Header {
  readonly end: number
}

/**
 * Tells apart the ASN.1 structures that people file under `.crt`. Never throws and never looks at key material: the
 * tags and the first few octets decide. Grammar: RFC 5280 4.1 and 5.1, RFC 2986 4, RFC 5652 3, RFC 7292 4,
 * RFC 5208 5 and 6, RFC 5958 2, RFC 8017 A.1.2, RFC 5915 3.
 */
export function kindOfDer(bytes: Uint8Array): DerKind {
  if (bytes[0] === 0x6f && Buffer.from(bytes.subarray(0, 14)).toString('latin1') === 'openssh-key-v1')
    return 'private-key'
  const outer = peek(bytes, 0, bytes.length)
  if (outer?.tag !== Tag.sequence) return 'unknown'
  if (beginsLikeCertificate(bytes, outer)) return 'certificate'
  const [first, second, third] = peekChildren(bytes, outer)
  if (first === undefined) return 'unknown'
  if (first.tag === Tag.oid) return hex(bytes, first) === SIGNED_DATA ? 'pkcs7' : 'unknown'
  if (first.tag === Tag.integer) return kindByVersion(bytes, first, second)
  if (first.tag !== Tag.sequence || second === undefined) return 'unknown'
  if (second.tag === Tag.octetString) return isEncryption(bytes, first) ? 'private-key' : 'unknown'
  if (second.tag === Tag.bitString) return 'public-key'
  return third === undefined || third.tag === Tag.bitString ? kindOfSigned(bytes, first) : 'unknown'
}

/** A SEQUENCE that begins with a SEQUENCE that begins with an explicit version: nothing else here does. */
function beginsLikeCertificate(bytes: Uint8Array, { content, end }: Peek): boolean {
  const tbs = readHeader(bytes, content, end)
  return tbs?.tag === Tag.sequence && bytes[tbs.content] === 0xa0
}

/** INTEGER first: PKCS#12 is 3 and a SEQUENCE; PKCS#8, PKCS#1, SEC 1 and DSA keys are versions 0 or 1. */
function kindByVersion(bytes: Uint8Array, version: Peek, second: Peek | undefined): DerKind {
  const value = bytes[version.content]
  if (value === 3 && second?.tag === Tag.sequence) return 'pkcs12'
  const keyParts: readonly number[] = [Tag.sequence, Tag.integer, Tag.octetString]
  const isKey = (value === 0 || value === 1) && version.length === 1
  return isKey && second !== undefined && keyParts.includes(second.tag) ? 'private-key' : 'unknown'
}

/** EncryptedPrivateKeyInfo: the algorithm is a password-based one. */
function isEncryption(bytes: Uint8Array, algorithm: Peek): boolean {
  const [oid] = peekChildren(bytes, algorithm)
  const value = oid?.tag === Tag.oid ? hex(bytes, oid) : ''
  return value.startsWith(PKCS5_ARC) || value.startsWith(PKCS12_PBE_ARC)
}

/** SIGNED { toBeSigned, algorithm, signature }: a certificate, a request or a revocation list by its first fields. */
function kindOfSigned(bytes: Uint8Array, tbs: Peek): DerKind {
  const fields = peekChildren(bytes, tbs)
  const tags = fields.map(({ tag }) => tag)
  if (tags[0] === Tag.sequence && tags[1] === Tag.sequence && isTimeTag(tags[2])) return 'revocation-list'
  if (tags[0] !== Tag.integer || tags[1] !== Tag.sequence) return 'unknown'
  if (tags[2] === Tag.sequence && isTimeTag(tags[3])) return 'revocation-list'
  if (tags[2] === Tag.sequence && (tags[3] === 0xa0 || tags[3] === undefined)) return 'certificate-request'
  return tags[2] === Tag.sequence && tags[3] === Tag.sequence ? 'certificate' : 'unknown'
}

const isTimeTag = (tag: number | undefined): boolean => tag === Tag.utcTime || tag === Tag.generalizedTime

function peek(bytes: Uint8Array, at: number, limit: number): Peek | undefined {
  const header = readHeader(bytes, at, limit)
  if (header === undefined) return undefined
  const end = header.length === undefined ? limit : Math.min(limit, header.content + header.length)
  return { ...header, end }
}

/** At most four children, which is what the decision needs. */
function peekChildren(bytes: Uint8Array, parent: Peek): Peek[] {
  const found: Peek[] = []
  for (let at = parent.content; at < parent.end && found.length < 4; ) {
    const child = peek(bytes, at, parent.end)
    if (child === undefined) break
    found.push(child)
    at = child.end
  }
  return found
}

const hex = (bytes: Uint8Array, { content, end }: Peek): string =>
  Buffer.from(bytes.subarray(content, Math.min(end, content + 32))).toString('hex')
