import { readObjectIdentifier } from '../asn1/oid.ts'
import { children, contentText, type Element, expectTag, Tag } from '../asn1/reader.ts'
import type { PublicKey, RsaKey } from '../model.ts'

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
  '1.2.840.10040.4.1': 'DSA',
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

/** Reads a SubjectPublicKeyInfo (RFC 5280 4.1.2.7). @throws {DerError} */
export function readKey(bytes: Uint8Array, element: Element): PublicKey {
  const [identifier, subjectKey] = children(bytes, expectTag(element, Tag.sequence, 'subjectPublicKeyInfo'))
  const [oid, parameters] = children(bytes, expectTag(identifier, Tag.sequence, 'the key algorithm'))
  const algorithm = readObjectIdentifier(bytes, expectTag(oid, Tag.oid, 'the key algorithm'))
  const bits = expectTag(subjectKey, Tag.bitString, 'the public key')
  const info = { start: element.start, end: element.end }
  if (RSA.has(algorithm)) {
    const rsa = readRsaKey(bytes, bits)
    return { algorithm, label: `RSA ${rsa.bits}`, info, rsa }
  }
  if (algorithm === EC) {
    const curve = readCurve(bytes, parameters)
    return { algorithm, label: `ECDSA ${CURVE_LABELS[curve] ?? curve.replace(/^(?=\d)/, 'curve ')}`, info, curve }
  }
  return { algorithm, label: FIXED[algorithm] ?? `key of type ${algorithm}`, info }
}

/** RFC 8017 A.1.1: RSAPublicKey is a SEQUENCE of modulus and exponent, inside the BIT STRING. */
function readRsaKey(bytes: Uint8Array, bits: Element): RsaKey {
  const inside = { tag: Tag.bitString, start: bits.start, content: bits.content + 1, end: bits.end }
  const [sequence] = children(bytes, inside)
  const [modulus, exponent] = children(bytes, expectTag(sequence, Tag.sequence, 'RSAPublicKey'))
  const { content, end } = expectTag(modulus, Tag.integer, 'the modulus')
  let start = content
  while (start < end && bytes[start] === 0) start++
  const size = start === end ? 0 : (end - start) * 8 - Math.clz32(bytes[start] ?? 0) + 24
  return {
    bits: size,
    modulus: { start, end },
    exponent: hexOf(bytes, expectTag(exponent, Tag.integer, 'the exponent')),
  }
}

const hexOf = (bytes: Uint8Array, integer: Element): string =>
  ((bytes[integer.content] ?? 0) >= 0x80 ? '-' : '') + contentText(bytes, integer, 'hex').replace(/^0+(?=.)/, '')

/** RFC 5480 2.1.1: the curve is named, or else its parameters are written out. */
function readCurve(bytes: Uint8Array, parameters: Element | undefined): string {
  if (parameters?.tag !== Tag.oid) return parameters === undefined ? 'unnamed' : 'explicit'
  const oid = readObjectIdentifier(bytes, parameters)
  return CURVES[oid] ?? oid
}

const CURVE_LABELS: Readonly<Record<string, string>> = {
  unnamed: 'without a curve',
  explicit: 'with explicit parameters',
}
