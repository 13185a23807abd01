import { Tag } from '../../asn1/reader.ts'
import type { Certificate, RsaKey } from '../../model.ts'
import { whyNoPoint } from './curve-point.ts'

const RSA = '1.2.840.113549.1.1.1'
const EC = '1.2.840.10045.2.1'
const ED25519 = '1.3.101.112'

/**
 * Why Go does not take a key (crypto/x509, parsePublicKey). Of DSA, of other algorithms, of other curves and of exponents
 * that are not positive there are rules of their own.
 * @param isLoaded whether OpenSSL has checked a signature with it
 */
export function whyNoKey({ der, key }: Certificate, isLoaded: boolean): string | undefined {
  const { algorithm, octets, parameters, curve, rsa } = key
  if (algorithm !== RSA && algorithm !== EC && algorithm !== ED25519) return undefined
  if (der[octets.start - 1] !== 0) return 'its key is not a whole number of octets'
  if (algorithm === EC) return whyNoPoint(der, octets, curve ?? '', isLoaded)
  if (algorithm === ED25519) {
    if (parameters !== undefined) return 'its Ed25519 key has parameters'
    return octets.end - octets.start === 32 ? undefined : 'its Ed25519 key has not 32 octets'
  }
  const isNull = parameters !== undefined && der[parameters.start] === Tag.null
  return isNull ? whyNoNumbers(rsa) : 'its RSA key has no NULL as its parameters'
}

function whyNoNumbers(rsa: RsaKey | undefined): string | undefined {
  if (rsa === undefined) return undefined
  if (rsa.isNegative) return 'its RSA modulus is a negative number: an octet 00 is missing in front'
  if (rsa.bits === 0) return 'its RSA modulus is 0'
  return isLong(rsa.exponent) ? 'its RSA exponent has more than 63 bits' : undefined
}

const isLong = (hex: string): boolean => hex.length > 16 || (hex.length === 16 && /^[89a-f]/.test(hex))
