import { readObjectIdentifier } from '../asn1/oid.ts'
import { children, contentText, DerError, type Element, expectTag, Tag } from '../asn1/reader.ts'

/** RSASSA-PSS-params (RFC 8017 A.2.3). A digest is undefined where Node could not be asked for it. */
export interface PssParameters {
  readonly digest: string | undefined
  /** The digest inside MGF1. */
  readonly mask: string | undefined
  readonly saltLength: number
}

const MGF1 = '1.2.840.113549.1.1.8'

/** RFC 4055 section 2.1, RFC 8017 B.1, and SHA-3 from NIST's register. */
const DIGESTS: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.5': 'sha512-224',
  '2.16.840.1.101.3.4.2.6': 'sha512-256',
  '2.16.840.1.101.3.4.2.7': 'sha3-224',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
}

/**
 * Reads RSASSA-PSS-params, where everything that is left out is SHA-1, MGF1 with SHA-1, 20 and 1 (RFC 4055 section 3.1).
 * Written defaults are accepted, as OpenSSL and Go do. @throws {DerError} for what is no such thing
 */
export function readPssParameters(bytes: Uint8Array, element: Element | undefined): PssParameters {
  const parts = children(bytes, expectTag(element, Tag.sequence, 'the parameters of RSASSA-PSS'))
  let next = 0xa0
  const fields: (Element | undefined)[] = []
  for (const { tag, start, content, end } of parts) {
    if (tag < next || tag > 0xa3) throw new DerError('a field that RSASSA-PSS does not have', start)
    fields[tag - 0xa0] = onlyChild(bytes, { tag, start, content, end })
    next = tag + 1
  }
  const [digest, mask, salt, trailer] = fields
  if (trailer !== undefined && smallInteger(bytes, trailer) !== 1)
    throw new DerError('a trailer field that RSASSA-PSS does not have', trailer.start)
  return {
    digest: digest === undefined ? 'sha1' : digestOf(bytes, digest),
    mask: mask === undefined ? 'sha1' : maskOf(bytes, mask),
    saltLength: salt === undefined ? 20 : smallInteger(bytes, salt),
  }
}

/**
 * Whether a key of its own OID may make such signatures: the digests of its parameters, and no shorter salt
 * (RFC 4055 section 3.3). Without parameters it may make all of them. @throws {DerError}
 */
export function keyAllows(bytes: Uint8Array, element: Element | undefined, asked: PssParameters): boolean {
  if (element === undefined) return true
  const { digest, mask, saltLength } = readPssParameters(bytes, element)
  return digest === asked.digest && mask === asked.mask && saltLength <= asked.saltLength
}

function onlyChild(bytes: Uint8Array, parent: Element): Element {
  const [child, ...rest] = children(bytes, parent)
  if (child === undefined || rest.length > 0)
    throw new DerError('a field of RSASSA-PSS without one value', parent.start)
  return child
}

/** A digest's AlgorithmIdentifier, whose parameters are absent or NULL (RFC 4055 section 2.1). */
function digestOf(bytes: Uint8Array, element: Element): string | undefined {
  const [oid, parameters, ...rest] = children(bytes, expectTag(element, Tag.sequence, 'a digest'))
  if (rest.length > 0 || (parameters !== undefined && parameters.tag !== Tag.null))
    throw new DerError('a digest with parameters', element.start)
  return DIGESTS[readObjectIdentifier(bytes, expectTag(oid, Tag.oid, 'a digest'))]
}

function maskOf(bytes: Uint8Array, element: Element): string | undefined {
  const [oid, digest, ...rest] = children(bytes, expectTag(element, Tag.sequence, 'a mask generation function'))
  if (readObjectIdentifier(bytes, expectTag(oid, Tag.oid, 'a mask generation function')) !== MGF1) return undefined
  if (digest === undefined || rest.length > 0) throw new DerError('MGF1 without one digest', element.start)
  return digestOf(bytes, digest)
}

/** An INTEGER of at most 31 bits. @throws {DerError} for any other, negative ones above all: Node gives them a meaning */
function smallInteger(bytes: Uint8Array, element: Element): number {
  const { content, end } = expectTag(element, Tag.integer, 'a number')
  const value = end - content <= 4 ? Number.parseInt(contentText(bytes, element, 'hex'), 16) : Number.NaN
  if (!(value < 0x8000_0000) || (bytes[content] ?? 0x80) >= 0x80)
    throw new DerError('a number beyond all bounds', content)
  return value
}
