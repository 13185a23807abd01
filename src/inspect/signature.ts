import { type VerifyPublicKeyInput, verify } from 'node:crypto'
import { children, readElement } from '../asn1/reader.ts'
import type { Certificate, Range } from '../model.ts'

const RSA = '1.2.840.113549.1.1.1'
const EC = '1.2.840.10045.2.1'
const ED25519 = '1.3.101.112'
const ED448 = '1.3.101.113'

/** Digest and key by signature algorithm: RFC 8017 A.2.4 (RSA), RFC 5758 3.2 (ECDSA), RFC 8410 3 (EdDSA has no digest). */
const ALGORITHMS: Readonly<Record<string, { readonly digest: string | null; readonly key: string }>> = {
  '1.2.840.113549.1.1.5': { digest: 'sha1', key: RSA },
  '1.2.840.113549.1.1.14': { digest: 'sha224', key: RSA },
  '1.2.840.113549.1.1.11': { digest: 'sha256', key: RSA },
  '1.2.840.113549.1.1.12': { digest: 'sha384', key: RSA },
  '1.2.840.113549.1.1.13': { digest: 'sha512', key: RSA },
  '1.2.840.10045.4.1': { digest: 'sha1', key: EC },
  '1.2.840.10045.4.3.1': { digest: 'sha224', key: EC },
  '1.2.840.10045.4.3.2': { digest: 'sha256', key: EC },
  '1.2.840.10045.4.3.3': { digest: 'sha384', key: EC },
  '1.2.840.10045.4.3.4': { digest: 'sha512', key: EC },
  [ED25519]: { digest: null, key: ED25519 },
  [ED448]: { digest: null, key: ED448 },
}

/**
 * What a signature check can come to. `broken`: neither its own key nor another one of its name. `no-issuer`: nobody at
 * hand has the issuer's name. `issuer-fails`: somebody has, and does not verify it. `unknown-algorithm`: one that is not
 * checked here. Only `holds` means that it holds.
 */
export type SignatureState = 'holds' | 'broken' | 'no-issuer' | 'issuer-fails' | 'unknown-algorithm'

/** A name may have had several keys over the years, but not more than this: hostile sets must not cost their square. */
const MOST_OF_ONE_NAME = 20

/**
 * Starts to check the signatures of a set: by the certificate's own key where it is self-issued, then, and for all others
 * first, by those certificates of the set that have the issuer's name. (Self-issued is not self-signed: when a CA renews its
 * key, the old key signs the new one under the same name, RFC 5280 section 3.2.) The public-key operations run on Node's
 * thread pool, so that a thousand of them overlap with the work of this thread.
 * @returns what each check will come to, by {@link Certificate.id}
 */
export function startSignatureChecks(set: Iterable<Certificate>): Map<string, Promise<SignatureState>> {
  const certificates = new Map<string, Certificate>()
  const named = new Map<string, Certificate[]>()
  for (const certificate of set) {
    if (certificates.has(certificate.id)) continue
    certificates.set(certificate.id, certificate)
    const sameName = named.get(certificate.subject.text)
    if (sameName === undefined) named.set(certificate.subject.text, [certificate])
    else sameName.push(certificate)
  }
  const started = new Map<string, Promise<SignatureState>>()
  for (const [id, certificate] of certificates) {
    const issuers = (named.get(certificate.issuer.text) ?? []).filter(issuer => issuer !== certificate)
    started.set(id, certificate.selfIssued ? ownOrOther(certificate, issuers) : byOthers(certificate, issuers))
  }
  return started
}

async function ownOrOther(certificate: Certificate, others: readonly Certificate[]): Promise<SignatureState> {
  const own = await verifies(certificate, certificate)
  if (own !== 'broken' || others.length === 0) return own
  return (await byOthers(certificate, others)) === 'holds' ? 'holds' : 'broken'
}

async function byOthers(certificate: Certificate, issuers: readonly Certificate[]): Promise<SignatureState> {
  const states = await Promise.all(issuers.slice(0, MOST_OF_ONE_NAME).map(issuer => verifies(certificate, issuer)))
  if (states.includes('holds')) return 'holds'
  if (states.includes('unknown-algorithm')) return 'unknown-algorithm'
  return states.length === 0 ? 'no-issuer' : 'issuer-fails'
}

function verifies(certificate: Certificate, issuer: Certificate): Promise<SignatureState> {
  const { algorithm, signed, value } = certificate.signature
  const known = ALGORITHMS[algorithm]
  if (known === undefined) return Promise.resolve('unknown-algorithm')
  if (known.key !== issuer.key.algorithm) return Promise.resolve('broken')
  return new Promise(resolve => {
    try {
      verify(
        known.digest,
        octets(certificate.der, signed),
        keyOf(issuer),
        octets(certificate.der, value),
        (error, holds) =>
          resolve(error !== null && error !== undefined ? 'unknown-algorithm' : holds ? 'holds' : 'broken'),
      )
    } catch {
      // The algorithm is one that OpenSSL knows, so a key that it cannot load for it verifies nothing.
      resolve('broken')
    }
  })
}

/** RSA goes as PKCS#1: OpenSSL 3 takes several times as long to find out what a SubjectPublicKeyInfo is. */
function keyOf({ der, key: { algorithm, info } }: Certificate): VerifyPublicKeyInput {
  if (algorithm !== RSA) return { key: octets(der, info), format: 'der', type: 'spki' }
  const [, bits] = children(der, readElement(der, info.start, info.end))
  if (bits === undefined) throw new TypeError('subjectPublicKeyInfo without a key')
  return { key: octets(der, { start: bits.content + 1, end: bits.end }), format: 'der', type: 'pkcs1' }
}

/** A view as a Buffer, the one form in which Node takes keys. */
const octets = (der: Uint8Array, { start, end }: Range): Buffer =>
  Buffer.from(der.buffer, der.byteOffset + start, end - start)
