import { readObjectIdentifier } from '../asn1/oid.ts'
import { children, type Element, expectTag, Tag } from '../asn1/reader.ts'
import type { PublicKey } from '../model.ts'

/** RFC 5480 2.1.1.1, SEC 2, RFC 5639: the curves people meet, by the name that people use. */
const CURVES: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
  '1.2.840.10045.3.1.1': 'P-192',
  '1.3.132.0.33': 'P-224',
  '1.3.132.0.10': 'secp256k1',
  '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1',
  '1.3.36.3.3.2.8.1.1.11': 'brainpoolP384r1',
  '1.3.36.3.3.2.8.1.1.13': 'brainpoolP512r1',
}

/** Algorithms whose identifier says everything: RFC 8410, RFC 9881 (ML-DSA), RFC 9909 (SLH-DSA). */
const FIXED: Readonly<Record<string, string>> = {
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
  '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
  '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
  '2.16.840.1.101.3.4.3.19': 'ML-DSA-87',
  ...Object.fromEntries(
    ['SHA2-128s', 'SHA2-128f', 'SHA2-192s', 'SHA2-192f', 'SHA2-256s', 'SHA2-256f'].map((set, index) => [
      `2.16.840.1.101.3.4.3.${20 + index}`,
      `SLH-DSA-${set}`,
    ]),
  ),
  ...Object.fromEntries(
    ['SHAKE-128s', 'SHAKE-128f', 'SHAKE-192s', 'SHAKE-192f', 'SHAKE-256s', 'SHAKE-256f'].map((set, index) => [
      `2.16.840.1.101.3.4.3.${26 + index}`,
      `SLH-DSA-${set}`,
    ]),
  ),
}

const RSA: ReadonlySet<string> = new Set(['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10'])
const EC = '1.2.840.10045.2.1'
const DSA = '1.2.840.10040.4.1'

/** Reads a SubjectPublicKeyInfo (RFC 5280 4.1.2.7). @throws {DerError} */
export function readKey(bytes: Uint8Array, element: Element): PublicKey {
  const [algorithm, subjectKey] = children(bytes, expectTag(element, Tag.sequence, 'subjectPublicKeyInfo'))
  const [oid, parameters] = children(bytes, expectTag(algorithm, Tag.sequence, 'the key algorithm'))
  const name = readObjectIdentifier(bytes, expectTag(oid, Tag.oid, 'the key algorithm'))
  const bits = expectTag(subjectKey, Tag.bitString, 'the public key')
  const { start, end } = element
  return { algorithm: name, label: labelOf(bytes, name, parameters, bits), info: { start, end } }
}

function labelOf(bytes: Uint8Array, algorithm: string, parameters: Element | undefined, bits: Element): string {
  if (RSA.has(algorithm)) return `RSA ${integerBits(bytes, rsaModulus(bytes, bits))}`
  if (algorithm === EC) return `ECDSA ${curveOf(bytes, parameters)}`
  if (algorithm === DSA) return 'DSA'
  return FIXED[algorithm] ?? `key of type ${algorithm}`
}

/** RFC 8017 A.1.1: RSAPublicKey is a SEQUENCE of modulus and exponent, inside the BIT STRING. */
function rsaModulus(bytes: Uint8Array, bits: Element): Element {
  const inside = { tag: Tag.bitString, start: bits.start, content: bits.content + 1, end: bits.end }
  const [sequence] = children(bytes, inside)
  const [modulus, exponent] = children(bytes, expectTag(sequence, Tag.sequence, 'RSAPublicKey'))
  const found = expectTag(modulus, Tag.integer, 'the modulus')
  expectTag(exponent, Tag.integer, 'the exponent')
  return found
}

function integerBits(bytes: Uint8Array, { content, end }: Element): number {
  let at = content
  while (at < end && bytes[at] === 0) at++
  return at === end ? 0 : (end - at) * 8 - Math.clz32(bytes[at] ?? 0) + 24
}

function curveOf(bytes: Uint8Array, parameters: Element | undefined): string {
  if (parameters === undefined) return 'without a curve'
  if (parameters.tag !== Tag.oid) return 'with explicit parameters'
  const oid = readObjectIdentifier(bytes, parameters)
  return CURVES[oid] ?? `curve ${oid}`
}
