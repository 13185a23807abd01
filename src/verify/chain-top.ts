import type { Certificate } from '../model.ts'
import { anchorOf } from './anchor.ts'
import type { Evidence } from './evidence.ts'
import { memberOf } from './member.ts'

/** What comes last of what a server sends, on its way up: whose issuer is missing, or who is. @param from where the search for a path has ended */
export const topOf = (from: Certificate, evidence: Evidence): Certificate =>
  rootSent(evidence) ?? lastAbove(from, evidence)

/** A root that the server sends and nobody trusts, if its certificate leads to one: of several ways up that is the one to take. */
function rootSent({ chain, selfSigned, trusted, now }: Evidence): Certificate | undefined {
  const [leaf] = chain
  const members = chain.filter(one => one.notAfter >= now).map(memberOf)
  const seen = new Set<string>()
  const climb = (one: Certificate): Certificate | undefined => {
    seen.add(one.id)
    if (selfSigned.has(one.id)) return anchorOf(trusted, one) === undefined ? one : undefined
    const { issuer } = memberOf(one)
    for (const { subject, certificate } of members) {
      if (subject !== issuer || seen.has(certificate.id)) continue
      const root = climb(certificate)
      if (root !== undefined) return root
    }
    return undefined
  }
  return leaf === undefined ? undefined : climb(leaf)
}

/** The last of what a server sends on the way up from a certificate. */
function lastAbove(from: Certificate, { chain, selfSigned }: Evidence): Certificate {
  const members = chain.map(memberOf)
  let last = memberOf(from)
  const seen = new Set([from.id])
  while (!selfSigned.has(last.certificate.id)) {
    const { issuer } = last
    const next = members.find(({ subject, certificate }) => subject === issuer && !seen.has(certificate.id))
    if (next === undefined) break
    seen.add(next.certificate.id)
    last = next
  }
  return last.certificate
}

/** What a server sends in place of one that has expired: of the same name and key, and valid. */
export const successorOf = (expired: Certificate, { chain, now }: Evidence): Certificate | undefined =>
  chain.find(
    one =>
      one.id !== expired.id &&
      isNamesake(one, expired) &&
      hasSameKey(one, expired) &&
      one.notBefore <= now &&
      now <= one.notAfter,
  )

/** Whether two certificates have one subject, octet by octet. */
export const isNamesake = (a: Certificate, b: Certificate): boolean => memberOf(a).subject === memberOf(b).subject

/** Whether two certificates have one key. */
export const hasSameKey = (a: Certificate, b: Certificate): boolean => memberOf(a).key === memberOf(b).key
