import { type Subtrees, subtreesOf } from './subtrees.ts'

/**
 * Domains of name constraints: `corp.example` is all of it, `.corp.example` what is below, the empty one everything.
 * @param isPermitted whether they are what may be; what may not be is also found by `*.corp.example` where only
 * `registry.corp.example` is excluded
 */
export function domainSubtrees(domains: readonly string[], isPermitted: boolean): Subtrees<string, string> {
  if (domains.includes('')) return { find: () => '' }
  const { find, kept } = subtreesOf(domains, { compare, compareTo: compare, covers: isBelow, holds: isBelow })
  if (isPermitted) return { find }
  const siblings = new Map(kept.map(domain => [withoutFirst(domain), domain.toLowerCase()]))
  return { find: name => find(name) ?? (name.startsWith('*.') ? siblings.get(withoutFirst(name)) : undefined) }
}

/** Whether a name ends with a domain, label by label (crypto/x509, dnsHasSuffix). */
function isBelow(domain: string, name: string): boolean {
  if (!name.toLowerCase().endsWith(domain.toLowerCase())) return false
  return domain.startsWith('.') || name.length === domain.length || name.at(-domain.length - 1) === '.'
}

/** From `a.corp.example` to `.corp.example`; nothing of a single label. */
const withoutFirst = (name: string): string => (name.includes('.') ? name.slice(name.indexOf('.')).toLowerCase() : '')

/** From the end, without regard to case, dots before all else, so that what is below a domain stands right behind it. */
function compare(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  for (let at = 1; at <= Math.min(a.length, b.length); at++) {
    const difference = weightOf(a, a.length - at) - weightOf(b, b.length - at)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

const weightOf = (text: string, at: number): number => (text[at] === '.' ? 0 : text.charCodeAt(at))
