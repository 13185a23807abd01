import { readObjectIdentifier } from '../asn1/oid.ts'
import { children, contentText, type Element, expectTag, Tag } from '../asn1/reader.ts'
import { checkInteger } from '../asn1/strict.ts'
import type { PublicKey, RsaKey } from '../model.ts'
import { CURVES, KEYS } from './key-names.ts'

const RSA: ReadonlySet<string> = new Set(['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10'])
const RSA_PSS = '1.2.840.113549.1.1.10'
const EC = '1.2.840.10045.2.1'

/** Reads a SubjectPublicKeyInfo (RFC 5280 4.1.2.7). @throws {DerError} */
export function readKey(bytes: Uint8Array, element: Element): PublicKey {
  const [identifier, subjectKey] = children(bytes, expectTag(element, Tag.sequence, 'subjectPublicKeyInfo'))
  const [oid, parameters] = children(bytes, expectTag(identifier, Tag.sequence, 'the key algorithm'))
  const algorithm = readObjectIdentifier(bytes, expectTag(oid, Tag.oid, 'the key algorithm'))
  const bits = expectTag(subjectKey, Tag.bitString, 'the public key')
  const info = { start: element.start, end: element.end }
  const octets = { start: bits.content + 1, end: bits.end }
  if (RSA.has(algorithm)) {
    const rsa = readRsaKey(bytes, bits)
    return {
      algorithm,
      label: `RSA ${rsa.bits}${algorithm === RSA_PSS ? ' (PSS only)' : ''}`,
      info,
      parameters,
      octets,
      rsa,
    }
  }
  if (algorithm === EC) {
    const curve = readCurve(bytes, parameters)
    return {
      algorithm,
      label: `ECDSA ${CURVE_LABELS[curve] ?? curve.replace(/^(?=\d)/, 'curve ')}`,
      info,
      parameters,
      octets,
      curve,
    }
  }
  return { algorithm, label: KEYS[algorithm] ?? `key of type ${algorithm}`, info, parameters, octets }
}

/** RFC 8017 A.1.1: RSAPublicKey is a SEQUENCE of modulus and exponent, inside the BIT STRING. */
function readRsaKey(bytes: Uint8Array, bits: Element): RsaKey {
  const inside = { tag: Tag.bitString, start: bits.start, content: bits.content + 1, end: bits.end }
  const [sequence] = children(bytes, inside)
  const [modulus, exponent] = children(bytes, expectTag(sequence, Tag.sequence, 'RSAPublicKey'))
  const { content, end } = expectTag(modulus, Tag.integer, 'the modulus')
  const power = expectTag(exponent, Tag.integer, 'the exponent')
  checkInteger(bytes, content, end - content)
  checkInteger(bytes, power.content, power.end - power.content)
  let start = content
  while (start < end && bytes[start] === 0) start++
  const size = start === end ? 0 : (end - start) * 8 - Math.clz32(bytes[start] ?? 0) + 24
  return {
    bits: size,
    modulus: { start, end },
    isNegative: (bytes[content] ?? 0) >= 0x80,
    exponent: hexOf(bytes, power),
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
