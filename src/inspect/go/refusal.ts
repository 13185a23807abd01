import type { Certificate, Name } from '../../model.ts'
import { whyNoExtensions } from './extensions.ts'
import { whyNoKey } from './key.ts'
import { hasLongArc } from './oid.ts'

/**
 * Why Go 1.26 would not load a certificate (crypto/x509, ParseCertificate), as far as no other rule says so and it is no reason not
 * to read it at all.
 * @param isKeyLoaded whether OpenSSL has checked a signature with its key
 */
export const whyGoRefuses = (certificate: Certificate, isKeyLoaded: boolean): string | undefined =>
  whyNoKey(certificate, isKeyLoaded) ?? whyNoExtensions(certificate) ?? whyNoIdentifier(certificate)

function whyNoIdentifier({ subject, issuer, signature, key }: Certificate): string | undefined {
  const long = longAmong(subject) ?? (issuer === subject ? undefined : longAmong(issuer))
  if (long !== undefined) return tooLarge(long)
  if (hasLongArc(signature.algorithm)) return tooLarge(signature.algorithm)
  return hasLongArc(key.algorithm) ? tooLarge(key.algorithm) : undefined
}

function longAmong({ attributes }: Name): string | undefined {
  for (const { type } of attributes) if (hasLongArc(type)) return type
  return undefined
}

const tooLarge = (identifier: string): string =>
  `it has the identifier ${identifier}, a number that is too large for Go`
