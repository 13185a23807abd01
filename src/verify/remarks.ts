import { subjectOf } from '../inspect/describe.ts'
import type { Certificate } from '../model.ts'

/** What a server sends that it should not, or leaves out, and what to do about it: the server is accepted all the same. */
export interface Remark {
  readonly message: string
  readonly fix: string
  /** Nobody is harmed by it. */
  readonly isNote?: true
}

const FULL_CHAIN = 'give the server one file: its own certificate first, then each issuer, without the root'

/**
 * Compares what a server sends with the path that was found: RFC 8446 section 4.4.2 wants its own certificate, then each issuer, and
 * leaves it free to leave out the root. RFC 5246 section 7.4.2 is stricter in the order.
 * @param path the server's own certificate first
 * @param selfSigned those of what it sends that their own key has signed
 */
export function remarksOn(
  sent: readonly Certificate[],
  path: readonly Certificate[],
  selfSigned: ReadonlySet<string>,
): Remark[] {
  const ids = sent.map(({ id }) => id)
  const distinct = sent.filter(({ id }, index) => ids.indexOf(id) === index)
  const top = path.at(-1)
  const onPath = new Set(path.map(({ id }) => id))
  const needed = path.filter(({ id }) => ids.includes(id)).map(({ id }) => id)
  const inOrder = distinct.filter(({ id }) => onPath.has(id)).map(({ id }) => id)
  const strangers = distinct.filter(({ id }) => !onPath.has(id) && !selfSigned.has(id))
  const roots = distinct.slice(1).filter(({ id }) => selfSigned.has(id))
  const isTopSent = top !== undefined && (ids.includes(top.id) || path.length === 1)
  return [
    sent.length > distinct.length ? [{ message: 'sends a certificate twice', fix: FULL_CHAIN }] : [],
    strangers.length > 0
      ? [{ message: `sends what is not on the way: ${some(strangers)}`, fix: FULL_CHAIN, isNote: true as const }]
      : [],
    roots.length > 0 ? [{ message: `sends a root, ${some(roots)}`, fix: FULL_CHAIN, isNote: true as const }] : [],
    String(needed) === String(inOrder)
      ? []
      : [{ message: 'sends its chain in the wrong order, which some clients refuse', fix: FULL_CHAIN }],
    top !== undefined && !top.selfIssued && !isTopSent
      ? [{ message: `leaves out ${subjectOf(top)}: clients that know only its root refuse it`, fix: FULL_CHAIN }]
      : [],
  ].flat()
}

const MOST = 3

/** The first of them, and how many more there are. */
function some(certificates: readonly Certificate[]): string {
  const more = certificates.length - MOST
  const named = certificates.slice(0, MOST).map(subjectOf).join('; ')
  return more > 0 ? `${named} and ${more} more` : named
}
