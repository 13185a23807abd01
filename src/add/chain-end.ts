import { findIssuers } from '../inspect/issuers.ts'
import type { Offer } from './delivery.ts'

/**
 * The way from the certificate of a server up to what it sends of its issuers, in whatever order that came: the first that ends in a
 * root, else the longest. Signatures lead it, and what is valid comes first.
 * @param offers what a server sends, its own first @param selfSigned the ids of those of them that their own key has signed @param now `YYYY-MM-DDTHH:MM:SSZ`
 */
export async function chainIn(
  offers: readonly Offer[],
  selfSigned: ReadonlySet<string>,
  now: string,
): Promise<readonly Offer[]> {
  const byId = new Map(offers.map(offer => [offer.certificate.id, offer]))
  const issuers = await findIssuers([...byId.values()].map(({ certificate }) => certificate))
  const isPast = ({ certificate: { notAfter } }: Offer) => Number(notAfter < now)
  const issuersOf = ({ certificate }: Offer): Offer[] =>
    (issuers.get(certificate.id) ?? [])
      .flatMap(({ id, isVerified }) => (isVerified ? (byId.get(id) ?? []) : []))
      .sort((a, b) => isPast(a) - isPast(b))
  const isRoot = (offer: Offer | undefined) => offer !== undefined && selfSigned.has(offer.certificate.id)
  const seen = new Set<Offer>()
  const grow = (path: readonly Offer[], last: Offer): readonly Offer[] => {
    seen.add(last)
    let longest = path
    if (isRoot(last)) return path
    for (const next of issuersOf(last)) {
      if (seen.has(next)) continue
      const found = grow([...path, next], next)
      if (isRoot(found.at(-1))) return found
      if (found.length > longest.length) longest = found
    }
    return longest
  }
  // Who has issued another of what is sent is not the server, but a CA in front of it.
  const [first] = offers
  const isIssuer = offers.some(offer => first !== undefined && offer !== first && issuersOf(offer).includes(first))
  const own = isIssuer ? (offers.find(({ certificate }) => certificate.basicConstraints !== 'ca') ?? first) : first
  return own === undefined ? [] : grow([own], own)
}
