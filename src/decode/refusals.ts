import type { Fault } from '../model.ts'
import type { DerKind } from './der.ts'

/** What to say of structures that are well known and not certificates: what it is, and what to type instead. */
const KEY_FIX =
  'remove the key from the repository, treat it as leaked, and replace it; a trust set needs certificates only'

/** A private key, named by the form it has. Nothing of it is ever quoted. */
export const privateKey = (form: string): Fault => ({
  rule: 'private-key',
  message: `a private key (${form})`,
  fix: KEY_FIX,
})

const wrong = (message: string, fix: string): Fault => ({ rule: 'wrong-block', message, fix })

const REQUEST: Fault = wrong(
  'a certificate signing request (CSR), not a certificate',
  'commit the certificate of the CA that will sign it, as the CA gives it out',
)
const REVOCATION_LIST: Fault = wrong(
  'a certificate revocation list (CRL), not a certificate',
  'leave it out: nodes do not read revocation lists; commit the certificate of the CA that issued it',
)
const PUBLIC_KEY: Fault = wrong(
  'a bare public key, not a certificate',
  'commit the certificate that holds the key: it begins with -----BEGIN CERTIFICATE-----',
)
export const SSH_KEY: Fault = wrong(
  'an SSH public key, which X.509 does not know',
  'commit the CA certificate of the registry',
)
const PKCS12: Fault = wrong(
  'a PKCS#12 store, which may hold a private key',
  'openssl pkcs12 -in FILE -cacerts -nokeys -out ca.crt',
)
export const JAVA_KEY_STORE: Fault = wrong(
  'a Java key store (JKS)',
  'keytool -exportcert -rfc -keystore FILE -alias ALIAS -file ca.crt',
)
export const ARCHIVE: Fault = wrong(
  'an archive (ZIP or gzip)',
  'unpack it and commit the certificates; a vCenter download.zip has them in certs/lin',
)
const UNKNOWN_STRUCTURE: Fault = wrong(
  'an ASN.1 structure that is not a certificate',
  'look at it with: openssl asn1parse -inform DER -in FILE',
)
export const HTML: Fault = {
  rule: 'no-certificate',
  message: 'a web page (HTML), perhaps a login page saved in place of the certificate',
  fix: 'download the certificate again while signed in, or with: curl -fsS URL -o ca.crt',
}
const TRUSTED: Fault = {
  rule: 'trusted-label',
  message: 'OpenSSL TRUSTED CERTIFICATE: the trust settings after the certificate would be lost',
  fix: 'openssl x509 -in FILE -out ca.crt',
}

/** The fault of a recognised structure, or undefined for the two that are read. */
export const FAULT_OF_KIND: Readonly<Record<DerKind, Fault | undefined>> = {
  certificate: undefined,
  pkcs7: undefined,
  pkcs12: PKCS12,
  'private-key': privateKey('DER'),
  'public-key': PUBLIC_KEY,
  'certificate-request': REQUEST,
  'revocation-list': REVOCATION_LIST,
  unknown: UNKNOWN_STRUCTURE,
}

/** PEM labels that name a certificate or a bag of them (RFC 7468 sections 5, 8 and 9). */
const READ_LABELS = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'PKCS7', 'CMS', 'PKCS #7 SIGNED DATA'])

/** The fault of a PEM label, or undefined where the content decides. */
export function faultOfLabel(label: string): Fault | undefined {
  if (READ_LABELS.has(label)) return undefined
  if (label.includes('PRIVATE')) return privateKey(`PEM, ${label}`)
  if (label === 'TRUSTED CERTIFICATE') return TRUSTED
  if (label.endsWith('CERTIFICATE REQUEST')) return REQUEST
  if (label.endsWith('CRL')) return REVOCATION_LIST
  if (label.endsWith('PUBLIC KEY')) return PUBLIC_KEY
  return wrong(
    `a block labelled ${label}, not CERTIFICATE`,
    'commit a block that begins with -----BEGIN CERTIFICATE-----',
  )
}
