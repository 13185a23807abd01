import type { Certificate } from '../model.ts'
import { type Verdict, verifies } from './verify.ts'

/**
 * What a signature check can come to. `other-key`: a self-issued one that another key of its name signed. `broken`: neither its own key nor another one of its name. `no-issuer`: nobody at
 * hand has the issuer's name. `issuer-fails`: somebody has, and does not verify it. `unknown-algorithm`: one that is not
 * checked here. Only `holds` and `other-key` mean that it holds.
 */
export type SignatureState = Verdict | 'other-key' | 'no-issuer' | 'issuer-fails'

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
    const sameName = named.get(certificate.issuer.text) ?? []
    const issuers = sameName.slice(0, MOST_OF_ONE_NAME).filter(issuer => issuer !== certificate)
    started.set(id, certificate.selfIssued ? ownOrOther(certificate, issuers) : byOthers(certificate, issuers))
  }
  return started
}

async function ownOrOther(certificate: Certificate, others: readonly Certificate[]): Promise<SignatureState> {
  const own = await verifies(certificate, certificate)
  if (own === 'holds' || others.length === 0) return own
  const byAnother = await byOthers(certificate, others)
  // The old key may be of an algorithm that is not checked here; then nobody knows that it did not sign.
  if (byAnother === 'issuer-fails') return own
  return byAnother === 'holds' ? 'other-key' : byAnother
}

async function byOthers(certificate: Certificate, issuers: readonly Certificate[]): Promise<SignatureState> {
  const states = await Promise.all(issuers.map(issuer => verifies(certificate, issuer)))
  if (states.includes('holds')) return 'holds'
  if (states.includes('unknown-algorithm')) return 'unknown-algorithm'
  return states.length === 0 ? 'no-issuer' : 'issuer-fails'
}
