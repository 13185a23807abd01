import { DerError, readElement } from '../asn1/reader.ts'
import { keyType } from '../inspect/go/known-keys.ts'
import { parametersOf } from '../inspect/issuer-key.ts'
import { readPssParameters } from '../inspect/pss.ts'
import { verifies } from '../inspect/verify.ts'
import type { Certificate, RsaKey } from '../model.ts'
import type { Member } from './member.ts'
import type { Refusal, RefusalKind } from './refusal.ts'

/** A signature algorithm that Go knows. */
interface Algorithm {
  readonly name: string
  readonly key: 'RSA' | 'DSA' | 'ECDSA' | 'Ed25519'
  /** Its digest is broken, and Go refuses it whatever it says. */
  readonly isInsecure?: true
}

/** crypto/x509, signatureAlgorithmDetails, but for RSASSA-PSS. */
const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map<string, Algorithm>([
  ['1.2.840.113549.1.1.4', { name: 'MD5-RSA', key: 'RSA', isInsecure: true }],
  ['1.2.840.113549.1.1.5', { name: 'SHA1-RSA', key: 'RSA', isInsecure: true }],
  ['1.3.14.3.2.29', { name: 'SHA1-RSA', key: 'RSA', isInsecure: true }],
  ['1.2.840.113549.1.1.11', { name: 'SHA256-RSA', key: 'RSA' }],
  ['1.2.840.113549.1.1.12', { name: 'SHA384-RSA', key: 'RSA' }],
  ['1.2.840.113549.1.1.13', { name: 'SHA512-RSA', key: 'RSA' }],
  ['1.2.840.10040.4.3', { name: 'DSA-SHA1', key: 'DSA', isInsecure: true }],
  ['2.16.840.1.101.3.4.3.2', { name: 'DSA-SHA256', key: 'DSA' }],
  ['1.2.840.10045.4.1', { name: 'ECDSA-SHA1', key: 'ECDSA', isInsecure: true }],
  ['1.2.840.10045.4.3.2', { name: 'ECDSA-SHA256', key: 'ECDSA' }],
  ['1.2.840.10045.4.3.3', { name: 'ECDSA-SHA384', key: 'ECDSA' }],
  ['1.2.840.10045.4.3.4', { name: 'ECDSA-SHA512', key: 'ECDSA' }],
  ['1.3.101.112', { name: 'Ed25519', key: 'Ed25519' }],
])

const RSA_PSS = '1.2.840.113549.1.1.10'
const ED25519 = '1.3.101.112'

/** Octets of the salt by digest: Go takes no other combination. */
const PSS_SALTS: ReadonlyMap<string, number> = new Map([
  ['sha256', 32],
  ['sha384', 48],
  ['sha512', 64],
])

const TYPES = { RSA: '*rsa.PublicKey', DSA: '*dsa.PublicKey', ECDSA: '*ecdsa.PublicKey', Ed25519: 'ed25519.PublicKey' }

/** Keys that Go verifies with. */
const VERIFYING = [TYPES.RSA, TYPES.ECDSA, TYPES.Ed25519]

const FAILURES = {
  RSA: 'crypto/rsa: verification error',
  DSA: '',
  ECDSA: 'x509: ECDSA verification failure',
  Ed25519: 'x509: Ed25519 verification failure',
} as const

const UNSUPPORTED = 'x509: cannot verify signature: algorithm unimplemented'

/** Why a certificate does not count as signed by another one (crypto/x509, Certificate.CheckSignatureFrom). */
export async function whyNotSignedBy(child: Member, parent: Member): Promise<Refusal | undefined> {
  const { certificate } = parent
  const refusal = (kind: RefusalKind, says: string, more: Pick<Refusal, 'detail'> = {}): Refusal => ({
    kind,
    says,
    certificate,
    ...more,
  })
  if (mayNotSign(certificate))
    return refusal('may-not-sign', 'x509: invalid signature: parent certificate cannot sign this kind of certificate')
  const algorithm = algorithmOf(child.certificate)
  if (algorithm === undefined) return refusal('unsupported-signature', UNSUPPORTED)
  if (algorithm.isInsecure)
    return refusal('insecure-signature', `x509: cannot verify signature: insecure algorithm ${algorithm.name}`, {
      detail: algorithm.name,
    })
  const type = keyType(certificate) ?? ''
  if (!VERIFYING.includes(type)) return refusal('unsupported-signature', UNSUPPORTED)
  if (type !== TYPES[algorithm.key]) {
    const says = `x509: signature algorithm specifies an ${algorithm.key} public key, but have public key of type ${type}`
    return refusal('signature', says)
  }
  const weak = whyNoRsaKey(certificate)
  if (weak !== undefined) return refusal('key-size', weak)
  const verdict = await verifies(child.certificate, certificate)
  if (verdict === 'holds') return undefined
  return verdict === 'broken'
    ? refusal('signature', FAILURES[algorithm.key])
    : refusal('unsupported-signature', UNSUPPORTED)
}

/** RFC 5280 sections 4.2.1.9 and 4.2.1.3: of certificates before version 3 Go asks nothing. */
const mayNotSign = ({ version, basicConstraints, keyUsage = [] }: Certificate): boolean =>
  (version === 3 && basicConstraints === 'absent') ||
  basicConstraints === 'not-ca' ||
  (keyUsage.length > 0 && !keyUsage.includes('keyCertSign'))

function algorithmOf({ der, signature: { algorithm, signed } }: Certificate): Algorithm | undefined {
  if (algorithm !== RSA_PSS && algorithm !== ED25519) return ALGORITHMS.get(algorithm)
  try {
    const parameters = parametersOf(der, readElement(der, signed.end, der.length))
    if (algorithm === ED25519) return parameters === undefined ? ALGORITHMS.get(algorithm) : undefined
    if (parameters === undefined) return undefined
    const { digest = '', mask, saltLength } = readPssParameters(der, parameters)
    if (mask !== digest || PSS_SALTS.get(digest) !== saltLength) return undefined
    return { name: `${digest.toUpperCase()}-RSAPSS`, key: 'RSA' }
  } catch (error) {
    // Parameters that Go cannot read make an algorithm that it does not know.
    if (error instanceof DerError) return undefined
    throw error
  }
}

/** Why Go verifies nothing with an RSA key (crypto/rsa, checkPublicKeySize, and crypto/internal/fips140/rsa, checkPublicKey). */
export function whyNoRsaKey({ der, key: { rsa } }: Certificate): string | undefined {
  if (rsa === undefined) return undefined
  const { bits, modulus } = rsa
  if (bits < 1024)
    return `crypto/rsa: ${bits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)`
  if (((der[modulus.end - 1] ?? 0) & 1) === 0) return 'crypto/rsa: public modulus is even'
  return whyNoExponent(rsa)
}

function whyNoExponent({ exponent }: RsaKey): string | undefined {
  if (/^(?:-.*|0*1?)$/.test(exponent)) return 'crypto/rsa: public exponent too small or negative'
  if (/[02468ace]$/.test(exponent)) return 'crypto/rsa: public exponent is even'
  const isLong = exponent.length > 8 || (exponent.length === 8 && /^[89a-f]/.test(exponent))
  return isLong ? 'crypto/rsa: public exponent too large' : undefined
}
