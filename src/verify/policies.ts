import type { Member } from './member.ts'
import { ANY_POLICY, policyFactsOf } from './policy-facts.ts'
import { addLayer, dropPolicy, hasPolicy, mapPolicies, newGraph, type PolicyGraph, prune } from './policy-graph.ts'

/**
 * Whether a path has a certificate policy where one of its CAs wants one (RFC 5280 section 6.1 as updated by RFC 9618;
 * crypto/x509, policiesValid). Any policy will do. @param path the certificate of the server first
 */
export function policiesHold(path: readonly Member[]): boolean {
  const below = path.slice(0, -1).reverse()
  let graph: PolicyGraph | undefined = newGraph()
  let [explicit, mapping, any] = [below.length + 1, below.length + 1, below.length + 1]
  for (const [index, member] of below.entries()) {
    const isLeaf = index === below.length - 1
    const { policies, mappings, requireExplicit, inhibitMapping, inhibitAny } = policyFactsOf(member)
    const { selfIssued } = member.certificate
    if (policies.length === 0) graph = undefined
    if (explicit === 0 && graph === undefined) return false
    if (graph !== undefined) {
      addLayer(graph, policies, any > 0 || (!isLeaf && selfIssued))
      if (!isLeaf && !map(graph, mappings, mapping > 0)) return false
    }
    if (isLeaf) {
      if (requireExplicit === 0) explicit = 0
      continue
    }
    if (!selfIssued) [explicit, mapping, any] = [less(explicit), less(mapping), less(any)]
    explicit = Math.min(explicit, requireExplicit ?? explicit)
    mapping = Math.min(mapping, inhibitMapping ?? mapping)
    any = Math.min(any, inhibitAny ?? any)
  }
  return below.length === 0 || less(explicit) > 0 || (graph !== undefined && hasPolicy(graph))
}

const less = (count: number): number => Math.max(count - 1, 0)

/** @returns false for a mapping that nobody may write */
function map(graph: PolicyGraph, mappings: readonly (readonly [string, string])[], isAllowed: boolean): boolean {
  if (mappings.length === 0) return true
  const names = new Map<string, string[]>()
  for (const [from, to] of mappings) {
    if (!isAllowed) dropPolicy(graph, from)
    else if (from === ANY_POLICY || to === ANY_POLICY) return false
    else names.set(from, [...(names.get(from) ?? []), to])
  }
  prune(graph)
  mapPolicies(graph, names)
  return true
}
