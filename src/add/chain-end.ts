import type { Offer } from './delivery.ts'

/**
 * The way from the certificate of a server up to what it sends of its issuers, in whatever order that came: the first that ends in a
 * root, else the longest. Names lead it; whether signatures hold is judged elsewhere.
 * @param offers what a server sends, its own first
 */
export function chainIn(offers: readonly Offer[]): readonly Offer[] {
  const seen = new Set<Offer>()
  const grow = (path: readonly Offer[], last: Offer): readonly Offer[] => {
    seen.add(last)
    let longest = path
    if (last.certificate.selfIssued) return path
    for (const next of offers) {
      if (seen.has(next) || next.certificate.subject.text !== last.certificate.issuer.text) continue
      const found = grow([...path, next], next)
      if (found.at(-1)?.certificate.selfIssued === true) return found
      if (found.length > longest.length) longest = found
    }
    return longest
  }
  const own = offers.find(({ certificate }) => certificate.basicConstraints !== 'ca') ?? offers[0]
  return own === undefined ? [] : grow([own], own)
}
