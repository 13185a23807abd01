import { readName } from '../asn1/name.ts'
import { children, contentText, DerError, type Element, expectTag, Tag } from '../asn1/reader.ts'
import type { Certificate } from '../model.ts'
import { plainAddressText } from './go/address.ts'

/** GeneralName (RFC 5280 4.2.1.6), by its context-specific tag. */
const TEXTS: Readonly<Record<number, string>> = { 129: 'email', 130: 'DNS', 134: 'URI' }
const DIRECTORY_NAME = 0xa4
const IP_ADDRESS = 0x87

/** @throws {DerError} */
export const readSubjectAltNames = (bytes: Uint8Array, value: Element): Pick<Certificate, 'subjectAltNames'> => ({
  subjectAltNames: children(bytes, expectTag(value, Tag.sequence, 'subjectAltName')).map(name =>
    generalName(bytes, name),
  ),
})

/** RFC 5280 4.2.1.10: SEQUENCE { [0] permitted, [1] excluded }, each a list of subtrees. @throws {DerError} */
export function readNameConstraints(bytes: Uint8Array, value: Element): Pick<Certificate, 'nameConstraints'> {
  const parts = children(bytes, expectTag(value, Tag.sequence, 'nameConstraints'))
  const namesBelow = (tag: number) =>
    parts.filter(part => part.tag === tag).flatMap(part => children(bytes, part).map(subtree => baseOf(bytes, subtree)))
  return { nameConstraints: { permitted: namesBelow(0xa0), excluded: namesBelow(0xa1) } }
}

/** The base of a GeneralSubtree; minimum and maximum are not used in any profile. */
function baseOf(bytes: Uint8Array, subtree: Element): string {
  const [base] = children(bytes, expectTag(subtree, Tag.sequence, 'a subtree'))
  if (base === undefined) throw new DerError('a subtree without a name', subtree.start)
  return generalName(bytes, base)
}

function generalName(bytes: Uint8Array, name: Element): string {
  const text = TEXTS[name.tag]
  if (text !== undefined) return `${text}:${contentText(bytes, name, 'latin1')}`
  if (name.tag === IP_ADDRESS) return `IP:${address(bytes.subarray(name.content, name.end))}`
  if (name.tag !== DIRECTORY_NAME) return `other name of type [${name.tag & 0x1f}]`
  const [inside] = children(bytes, name)
  return `DN:${readName(bytes, expectTag(inside, Tag.sequence, 'a directory name')).text}`
}

/** An address, or in a name constraint an address and its mask of the same length. */
function address(octets: Uint8Array): string {
  const half = octets.length / 2
  if (octets.length === 4 || octets.length === 16) return plainAddressText(octets)
  if (octets.length !== 8 && octets.length !== 32) return Buffer.from(octets).toString('hex')
  return `${plainAddressText(octets.subarray(0, half))}/${maskLength(octets.subarray(half))}`
}

/** `24`, or the mask itself where it has gaps. */
function maskLength(mask: Uint8Array): string {
  const bits = [...mask].map(octet => octet.toString(2).padStart(8, '0')).join('')
  return /^1*0*$/.test(bits) ? String(bits.replace(/0*$/, '').length) : plainAddressText(mask)
}
