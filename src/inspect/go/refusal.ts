import type { Certificate } from '../../model.ts'
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
  const long =
    subject.attributes.find(isLong)?.type ??
    (issuer === subject ? undefined : issuer.attributes.find(isLong)?.type) ??
    [signature.algorithm, key.algorithm].find(hasLongArc)
  return long === undefined ? undefined : `it has the identifier ${long}, a number that is too large for Go`
}

const isLong = ({ type }: { readonly type: string }): boolean => hasLongArc(type)
