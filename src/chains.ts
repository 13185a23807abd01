import type { IssuerLink } from './inspect/issuers.ts'
import type { Entry } from './model.ts'
import { byCodeUnit } from './order.ts'

/** Who has issued what, by {@link Certificate.id}; see `findIssuers`. */
export type Issuers = ReadonlyMap<string, readonly IssuerLink[]>

/** A line of the tree of chains: a certificate under one of its issuers, or at the top. */
export interface Branch {
  readonly entry: Entry
  /** For each level above it, from the top, whether more follows there; the last one is its own. */
  readonly follows: readonly boolean[]
  /** `top`: there is no issuer to stand under. `name`: the issuer's name fits, and its key does not verify. */
  readonly bond: 'top' | 'verified' | 'name'
  /** It stands further up already, with what is below it. */
  readonly isAgain: boolean
}

interface Child {
  readonly entry: Entry
  readonly bond: 'verified' | 'name'
}

/**
 * Certificates below their issuers, every one at least once, under each of its issuers once, and with what is below it
 * the first time only: rings end, and layers of cross-signed CAs do not multiply. Self-issued certificates come first, then
 * those whose issuer is not here, then those that are in a ring with nobody above.
 */
export function treeOf(entries: readonly Entry[], issuers: Issuers): Branch[] {
  const sorted = [...entries].sort(bySubject)
  const below = childrenOf(sorted, issuers)
  const isTop = ({ certificate }: Entry) => (issuers.get(certificate.id) ?? []).length === 0
  const tops = sorted.filter(isTop)
  const branches: Branch[] = []
  const seen = new Set<string>()
  for (const entry of [
    ...tops.filter(({ certificate }) => certificate.selfIssued),
    ...tops.filter(({ certificate }) => !certificate.selfIssued),
    ...sorted,
  ])
    if (!seen.has(entry.certificate.id)) grow(entry, below, seen, branches)
  return branches
}

/** With a list of what is still to do in place of recursion: a chain may be longer than the stack is deep. */
function grow(top: Entry, below: ReadonlyMap<string, readonly Child[]>, seen: Set<string>, branches: Branch[]): void {
  const left: Omit<Branch, 'isAgain'>[] = [{ entry: top, follows: [], bond: 'top' }]
  for (let branch = left.pop(); branch !== undefined; branch = left.pop()) {
    const { id } = branch.entry.certificate
    const isAgain = seen.has(id)
    seen.add(id)
    branches.push({ ...branch, isAgain })
    if (isAgain) continue
    const children = below.get(id) ?? []
    for (const [index, { entry, bond }] of [...children.entries()].reverse())
      left.push({ entry, bond, follows: [...branch.follows, index < children.length - 1].slice(-DEEPEST) })
  }
}

/** No chain in use has more certificates; beyond, lines are no longer indented, and a chain of thousands stays readable. */
export const DEEPEST = 12

function childrenOf(entries: readonly Entry[], issuers: Issuers): Map<string, Child[]> {
  const below = new Map<string, Child[]>()
  for (const entry of entries)
    for (const { id, isVerified } of issuers.get(entry.certificate.id) ?? []) {
      const children = below.get(id) ?? []
      below.set(id, children)
      children.push({ entry, bond: isVerified ? 'verified' : 'name' })
    }
  return below
}

const bySubject = ({ certificate: a }: Entry, { certificate: b }: Entry): number =>
  byCodeUnit(a.subject.text, b.subject.text) || byCodeUnit(a.notBefore, b.notBefore) || byCodeUnit(a.id, b.id)
