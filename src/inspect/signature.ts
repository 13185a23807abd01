import { type VerifyPublicKeyInput, verify } from 'node:crypto'
import { children, readElement } from '../asn1/reader.ts'
import type { Certificate, Range } from '../model.ts'

/** Digest by signature algorithm: RFC 8017 A.2.4 (RSA), RFC 5758 3.2 (ECDSA), RFC 8410 3 (EdDSA has none). */
const DIGESTS: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.14': 'sha224',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.1': 'sha224',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
  '1.3.101.113': null,
}

/**
 * What a signature check can come to. `no-issuer`: no certificate at hand has the key. `unknown-algorithm`: this
 * version of Node cannot check it. Neither is ever taken for `holds`.
 */
export type SignatureState = 'holds' | 'broken' | 'no-issuer' | 'unknown-algorithm'

/**
 * Starts to check the signatures of a set, by the certificate's own key where it is self-issued, else by those
 * certificates of the set that have the issuer's name. The public-key operations run on Node's thread pool, so that a
 * thousand of them overlap with the work of this thread.
 * @returns what each check will come to, by {@link Certificate.id}
 */
export function startSignatureChecks(set: Iterable<Certificate>): Map<string, Promise<SignatureState>> {
  const started = new Map<string, Promise<SignatureState>>()
  const issued: Certificate[] = []
  const named = new Map<string, Certificate[]>()
  for (const certificate of set) {
    const { id, subject, selfIssued } = certificate
    const sameName = named.get(subject.text)
    if (sameName === undefined) named.set(subject.text, [certificate])
    else sameName.push(certificate)
    if (!selfIssued) issued.push(certificate)
    else if (!started.has(id)) started.set(id, verifies(certificate, certificate))
  }
  for (const certificate of issued)
    started.set(certificate.id, verifiesOneOf(certificate, named.get(certificate.issuer.text) ?? []))
  return started
}

/** A name may have had several keys over the years: one that verifies is enough, none proves nothing. */
async function verifiesOneOf(certificate: Certificate, issuers: readonly Certificate[]): Promise<SignatureState> {
  const states = await Promise.all(issuers.map(issuer => verifies(certificate, issuer)))
  if (states.includes('unknown-algorithm')) return 'unknown-algorithm'
  return states.includes('holds') ? 'holds' : 'no-issuer'
}

function verifies(certificate: Certificate, issuer: Certificate): Promise<SignatureState> {
  const { algorithm, signed, value } = certificate.signature
  const digest = DIGESTS[algorithm]
  if (digest === undefined) return Promise.resolve('unknown-algorithm')
  return new Promise(resolve => {
    try {
      verify(digest, octets(certificate.der, signed), keyOf(issuer), octets(certificate.der, value), (error, holds) =>
        resolve(error === null && holds ? 'holds' : 'broken'),
      )
    } catch {
      // The algorithm is one OpenSSL knows, so a key that it cannot load for it verifies nothing.
      resolve('broken')
    }
  })
}

/** RSA goes as PKCS#1: OpenSSL 3 takes several times as long to find out what a SubjectPublicKeyInfo is. */
function keyOf({ der, key: { algorithm, info } }: Certificate): VerifyPublicKeyInput {
  if (algorithm !== '1.2.840.113549.1.1.1') return { key: octets(der, info), format: 'der', type: 'spki' }
  const [, bits] = children(der, readElement(der, info.start, info.end))
  if (bits === undefined) throw new TypeError('subjectPublicKeyInfo without a key')
  return { key: octets(der, { start: bits.content + 1, end: bits.end }), format: 'der', type: 'pkcs1' }
}

/** A view as a Buffer, the one form in which Node takes keys. */
const octets = (der: Uint8Array, { start, end }: Range): Buffer =>
  Buffer.from(der.buffer, der.byteOffset + start, end - start)
