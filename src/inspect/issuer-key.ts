import { children, DerError, type Element, expectTag, readElement, Tag } from '../asn1/reader.ts'
import type { Certificate, Range } from '../model.ts'

/** A public key in a form that Node takes. */
export interface IssuerKey {
  readonly key: Buffer
  readonly format: 'der'
  readonly type: 'pkcs1' | 'spki'
}

/**
 * In octets. OpenSSL looks at no modulus of more than 16384 bits, and at no exponent of more than 64 where the modulus has
 * more than 3072 (OPENSSL_RSA_MAX_MODULUS_BITS and OPENSSL_RSA_MAX_PUBEXP_BITS in openssl/rsa.h). Below that it obeys a
 * long exponent, and one check takes as long as a hundred; so the limit is taken for every key.
 */
const LONGEST_MODULUS = 2048
const LONGEST_EXPONENT = 8

/** Octets of an INTEGER without the one for its sign. */
const lengthOf = (bytes: Uint8Array, { content, end }: Element): number =>
  end - content - (bytes[content] === 0 ? 1 : 0)

/** A key as it stands in its certificate. */
export const wholeKey = ({ der, key }: Certificate): IssuerKey => ({
  key: octets(der, key.info),
  format: 'der',
  type: 'spki',
})

/**
 * An RSA key as PKCS#1, because OpenSSL 3 takes several times as long to find out what a SubjectPublicKeyInfo is.
 * Undefined for a key of a size that is not looked at. @throws {DerError}
 */
export function rsaKey({ der, key: { info } }: Certificate): IssuerKey | undefined {
  const [, bits] = children(der, readElement(der, info.start, info.end))
  const { content, end } = expectTag(bits, Tag.bitString, 'the public key')
  const range = { start: content + 1, end }
  const [modulus, exponent] = children(der, readElement(der, range.start, end))
  if (lengthOf(der, expectTag(modulus, Tag.integer, 'the modulus')) > LONGEST_MODULUS) return undefined
  if (lengthOf(der, expectTag(exponent, Tag.integer, 'the exponent')) > LONGEST_EXPONENT) return undefined
  return { key: octets(der, range), format: 'der', type: 'pkcs1' }
}

/** Octets of a key that is not a structure of its own. @throws {DerError} */
export function keySize({ der, key: { info } }: Certificate): number {
  const [, bits] = children(der, readElement(der, info.start, info.end))
  const { content, end } = expectTag(bits, Tag.bitString, 'the public key')
  return end - content - 1
}

/** The parameters of a key's algorithm, if there are some. @throws {DerError} */
export function keyParameters({ der, key: { info } }: Certificate): Element | undefined {
  const [algorithm] = children(der, readElement(der, info.start, info.end))
  return parametersOf(der, expectTag(algorithm, Tag.sequence, 'the key algorithm'))
}

/** What stands behind the OID of an AlgorithmIdentifier, if something does. @throws {DerError} */
export function parametersOf(bytes: Uint8Array, identifier: Element): Element | undefined {
  const [, parameters, ...rest] = children(bytes, identifier)
  if (rest.length > 0) throw new DerError('an algorithm with more than parameters', identifier.start)
  return parameters
}

/**
 * An RSA key with another algorithm in front of it, copied from where `identifier` stands. This is how Node is told of an
 * MGF1 whose digest is not the signature's: it has no option for that, but it obeys the parameters of the key.
 */
export function underAlgorithm(bytes: Uint8Array, identifier: Element, { der, key: { info } }: Certificate): IssuerKey {
  const [, bits] = children(der, readElement(der, info.start, info.end))
  const parts = [octets(bytes, identifier), octets(der, expectTag(bits, Tag.bitString, 'the public key'))]
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const header = Buffer.from([Tag.sequence, 0x83, length >> 16, length >> 8, length])
  return { key: Buffer.concat([header, ...parts]), format: 'der', type: 'spki' }
}

/** A view as a Buffer, the one form in which Node takes keys. */
export const octets = (der: Uint8Array, { start, end }: Range): Buffer =>
  Buffer.from(der.buffer, der.byteOffset + start, end - start)
