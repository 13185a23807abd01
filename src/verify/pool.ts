import type { Member } from './member.ts'

/** Certificates by their subject, in the order in which they were added, each once (crypto/x509, CertPool). */
export interface Pool {
  has(member: Member): boolean
  /** Those whose subject is the issuer of a certificate, likely ones first. */
  candidatesFor(child: Member): readonly Member[]
}

export function poolOf(members: readonly Member[]): Pool {
  const ids = new Set<string>()
  const bySubject = new Map<string, Member[]>()
  for (const member of members) {
    if (ids.has(member.certificate.id)) continue
    ids.add(member.certificate.id)
    const same = bySubject.get(member.subject)
    if (same === undefined) bySubject.set(member.subject, [member])
    else same.push(member)
  }
  return {
    has: ({ certificate }) => ids.has(certificate.id),
    // Array.sort is stable.
    candidatesFor: child =>
      [...(bySubject.get(child.issuer) ?? [])].sort((one, other) => likelihood(child, one) - likelihood(child, other)),
  }
}

/** First those whose key is the one that the child names, then those where one of the two says nothing of it. */
function likelihood(child: Member, { certificate: { subjectKeyId = '' } }: Member): number {
  const { authorityKeyId = '' } = child.certificate
  if (subjectKeyId === authorityKeyId) return 0
  return subjectKeyId === '' || authorityKeyId === '' ? 1 : 2
}
