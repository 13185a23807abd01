import { readObjectIdentifier } from '../asn1/oid.ts'
import { children, contentText, DerError, type Element, expectTag, Tag } from '../asn1/reader.ts'
import type { Certificate, KeyUsage } from '../model.ts'

/** RFC 5280 4.2.1.9: SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }. @throws {DerError} */
export function readBasicConstraints(
  bytes: Uint8Array,
  value: Element,
): Pick<Certificate, 'basicConstraints' | 'pathLength'> {
  const [first, ...rest] = children(bytes, expectTag(value, Tag.sequence, 'basicConstraints'))
  const isFlag = first?.tag === Tag.boolean
  const [path, ...more] = isFlag || first === undefined ? rest : [first, ...rest]
  if (more.length > 0 || (path !== undefined && path.tag !== Tag.integer))
    throw new DerError('basicConstraints of another form', value.start)
  const basicConstraints = isFlag && bytes[first.content] === 0xff ? 'ca' : 'not-ca'
  return path === undefined ? { basicConstraints } : { basicConstraints, pathLength: smallInteger(bytes, path) }
}

/** Nobody builds longer chains, and no reader takes a negative number. */
function smallInteger(bytes: Uint8Array, { content, end }: Element): number {
  const negative = (bytes[content] ?? 0) >= 0x80
  if (negative || end - content > 4) throw new DerError('a path length that is negative or without end', content)
  let number = 0
  for (let at = content; at < end; at++) number = number * 256 + (bytes[at] ?? 0)
  return number
}

/** RFC 5280 4.2.1.3: bit 0 is the most significant of the first octet. */
const KEY_USAGES: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
]

/** Nearly every CA has one of two combinations. */
const combinations = new Map<number, readonly KeyUsage[]>()

/** @throws {DerError} */
export function readKeyUsage(bytes: Uint8Array, value: Element): Pick<Certificate, 'keyUsage'> {
  const { content, end } = expectTag(value, Tag.bitString, 'keyUsage')
  const bits =
    end - content > 1 ? ((bytes[content + 1] ?? 0) << 8) | (end - content > 2 ? (bytes[content + 2] ?? 0) : 0) : 0
  const known = combinations.get(bits)
  if (known !== undefined) return { keyUsage: known }
  const keyUsage = KEY_USAGES.filter((_, index) => (bits & (0x8000 >> index)) !== 0)
  combinations.set(bits, keyUsage)
  return { keyUsage }
}

/** RFC 5280 4.2.1.12, and what Microsoft and Netscape once called the same. */
const PURPOSES: Readonly<Record<string, string>> = {
  '2.5.29.37.0': 'anyExtendedKeyUsage',
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
}

/** @throws {DerError} */
export function readExtendedKeyUsage(bytes: Uint8Array, value: Element): Pick<Certificate, 'extendedKeyUsage'> {
  const purposes = children(bytes, expectTag(value, Tag.sequence, 'extKeyUsage'))
  return {
    extendedKeyUsage: purposes.map(purpose => {
      const oid = readObjectIdentifier(bytes, expectTag(purpose, Tag.oid, 'a purpose'))
      return PURPOSES[oid] ?? oid
    }),
  }
}

/** RFC 5280 4.2.1.2: KeyIdentifier is an OCTET STRING. @throws {DerError} */
export const readSubjectKeyId = (bytes: Uint8Array, value: Element): Pick<Certificate, 'subjectKeyId'> => ({
  subjectKeyId: contentText(bytes, expectTag(value, Tag.octetString, 'subjectKeyIdentifier'), 'hex'),
})

/** RFC 5280 4.2.1.1: SEQUENCE { [0] keyIdentifier, [1] issuer, [2] serial number }, all optional. @throws {DerError} */
export function readAuthorityKeyId(bytes: Uint8Array, value: Element): Pick<Certificate, 'authorityKeyId'> {
  const parts = children(bytes, expectTag(value, Tag.sequence, 'authorityKeyIdentifier'))
  const id = parts.find(({ tag }) => tag === 0x80)
  return id === undefined ? {} : { authorityKeyId: contentText(bytes, id, 'hex') }
}
