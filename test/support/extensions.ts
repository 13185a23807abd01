import { createHash } from 'node:crypto'
import { extension } from './certificates.ts'
import { bitString, boolean, element, integer, type Octets, octetString, oid, sequence } from './der.ts'

/** Extensions of RFC 5280 section 4.2.1, whole, right or nearly so. */

export const basicConstraints = (ca: boolean, { critical = true, pathLength = -1 } = {}): Buffer =>
  extension(
    '2.5.29.19',
    critical,
    sequence(...(ca ? [boolean(true)] : []), ...(pathLength < 0 ? [] : [integer(pathLength)])),
  )

export const USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const

export type Usage = (typeof USAGES)[number]

/** A named bit list: DER leaves out the zero bits at its end (X.690 11.2.2). */
export function keyUsage(...usages: readonly Usage[]): Buffer {
  const bits = USAGES.map(usage => (usages.includes(usage) ? '1' : '0'))
    .join('')
    .replace(/0+$/, '')
  const octets = bits.match(/.{1,8}/g)?.map(part => Number.parseInt(part.padEnd(8, '0'), 2)) ?? []
  return extension('2.5.29.15', true, bitString(octets, octets.length * 8 - bits.length))
}

/** RFC 5280 4.2.1.2, method 1: SHA-1 of the key's BIT STRING. */
export function keyIdentifier(spki: Buffer): Buffer {
  // The BIT STRING is the last element: its content is what follows the algorithm and a header.
  const algorithm = elementAt(spki, elementAt(spki, 0).content)
  const bits = elementAt(spki, algorithm.end)
  return createHash('sha1')
    .update(spki.subarray(bits.content + 1))
    .digest()
}

function elementAt(bytes: Buffer, at: number): { content: number; end: number } {
  const first = bytes[at + 1] ?? 0
  const octets = first < 0x80 ? 0 : first & 0x7f
  const length = octets === 0 ? first : bytes.readUIntBE(at + 2, octets)
  return { content: at + 2 + octets, end: at + 2 + octets + length }
}

export const subjectKeyId = (id: Octets): Buffer => extension('2.5.29.14', false, octetString(id))

export const authorityKeyId = (id: Octets): Buffer => extension('2.5.29.35', false, sequence(element(0x80, id)))

/** @param purposes dotted identifiers, or the last arc of one below id-kp */
export const extendedKeyUsage = (...purposes: readonly string[]): Buffer =>
  extension(
    '2.5.29.37',
    false,
    sequence(...purposes.map(purpose => oid(purpose.includes('.') ? purpose : `1.3.6.1.5.5.7.3.${purpose}`))),
  )

export const dnsNames = (...names: readonly string[]): Buffer =>
  extension('2.5.29.17', false, sequence(...names.map(dnsName)))

export const permittedNames = (...names: readonly string[]): Buffer =>
  extension('2.5.29.30', true, sequence(element(0xa0, ...names.map(name => sequence(dnsName(name))))))

const dnsName = (name: string): Buffer => element(0x82, Buffer.from(name))
