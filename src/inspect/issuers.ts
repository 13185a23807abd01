import { groupBy } from '../among.ts'
import type { Certificate } from '../model.ts'
import { verifies } from './verify.ts'

/** Who has issued a certificate, by {@link Certificate.id}; `isVerified` where the issuer's key verifies the signature. */
export interface IssuerLink {
  readonly id: string
  readonly isVerified: boolean
}

/** As for the check of signatures: hostile sets must not cost their square. */
const MOST_OF_ONE_NAME = 20

/**
 * Finds the issuers of each certificate of a set among the others. Every one whose key verifies it is an issuer, so that
 * a cross-signed CA has its certificates under each of its own; where none does, the likeliest by name is, unverified. A
 * certificate that its own key verifies has none, and neither has one whose own signature cannot be checked here.
 */
export async function findIssuers(set: readonly Certificate[]): Promise<ReadonlyMap<string, readonly IssuerLink[]>> {
  const named = groupBy(set, ({ subject }) => subject.text)
  const found = await Promise.all(
    set.map(async (certificate): Promise<[string, readonly IssuerLink[]]> => {
      const candidates = (named.get(certificate.issuer.text) ?? []).filter(({ id }) => id !== certificate.id)
      return [certificate.id, await issuersOf(certificate, candidates)]
    }),
  )
  return new Map(found)
}

async function issuersOf(certificate: Certificate, candidates: readonly Certificate[]): Promise<IssuerLink[]> {
  if (candidates.length === 0) return []
  if (certificate.selfIssued && (await verifies(certificate, certificate)) !== 'broken') return []
  const likely = likeliestFirst(certificate, candidates).slice(0, MOST_OF_ONE_NAME)
  const verdicts = await Promise.all(likely.map(issuer => verifies(certificate, issuer)))
  const signers = likely.filter((_, index) => verdicts[index] === 'holds')
  if (signers.length > 0) return signers.map(({ id }) => ({ id, isVerified: true }))
  const [first] = likely
  return first === undefined || certificate.selfIssued ? [] : [{ id: first.id, isVerified: false }]
}

/** Those that have the key that the certificate names come first (RFC 5280 4.2.1.1). */
function likeliestFirst({ authorityKeyId }: Certificate, candidates: readonly Certificate[]): Certificate[] {
  const isNamed = ({ subjectKeyId }: Certificate) => authorityKeyId !== undefined && subjectKeyId === authorityKeyId
  return [...candidates.filter(isNamed), ...candidates.filter(candidate => !isNamed(candidate))]
}
