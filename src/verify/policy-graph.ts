import { ANY_POLICY } from './policy-facts.ts'

/** A policy at one depth of a path, below those that allow it. */
export interface PolicyNode {
  readonly policy: string
  /** Under which names the next certificate may know it. */
  expected: readonly string[]
  readonly parents: Set<PolicyNode>
  readonly children: Set<PolicyNode>
}

/** The valid policies of RFC 9618 section 3: a layer for each certificate, from the trust anchor down. */
export interface PolicyGraph {
  readonly layers: Map<string, PolicyNode>[]
}

const nodeOf = (policy: string, parents: Iterable<PolicyNode>): PolicyNode => {
  const node: PolicyNode = { policy, expected: [policy], parents: new Set(parents), children: new Set() }
  for (const parent of node.parents) parent.children.add(node)
  return node
}

export const newGraph = (): PolicyGraph => ({ layers: [new Map([[ANY_POLICY, nodeOf(ANY_POLICY, [])]])] })

const lowest = ({ layers }: PolicyGraph): Map<string, PolicyNode> => layers.at(-1) ?? new Map()

/** Section 6.1.3 (d) of RFC 5280, as section 5.1 of RFC 9618 has it. */
export function addLayer(graph: PolicyGraph, policies: readonly string[], mayBeAny: boolean): void {
  const above = lowest(graph)
  const layer = new Map<string, PolicyNode>()
  graph.layers.push(layer)
  const allowing = (policy: string) => [...above.values()].filter(({ expected }) => expected.includes(policy))
  const any = above.get(ANY_POLICY)
  for (const policy of policies) {
    if (policy === ANY_POLICY) continue
    const named = allowing(policy)
    const parents = named.length > 0 || any === undefined ? named : [any]
    if (parents.length > 0) layer.set(policy, nodeOf(policy, parents))
  }
  if (mayBeAny && policies.includes(ANY_POLICY)) {
    const missing = new Set([...above.values()].flatMap(({ expected }) => expected).filter(name => !layer.has(name)))
    for (const policy of missing) layer.set(policy, nodeOf(policy, allowing(policy)))
  }
  prune(graph)
}

/** Takes out what leads nowhere; the lowest layer stays. */
export function prune({ layers }: PolicyGraph): void {
  for (let depth = layers.length - 2; depth > 0; depth--)
    for (const [policy, node] of layers[depth] ?? []) {
      if (node.children.size > 0) continue
      for (const parent of node.parents) parent.children.delete(node)
      layers[depth]?.delete(policy)
    }
}

/** Section 6.1.4 (b): what the issuer's domain calls a policy, the subject's calls by other names. */
export function mapPolicies(graph: PolicyGraph, mappings: ReadonlyMap<string, readonly string[]>): void {
  const layer = lowest(graph)
  for (const [policy, names] of mappings) {
    const node = layer.get(policy)
    const any = layer.get(ANY_POLICY)
    if (node !== undefined) node.expected = names
    else if (any !== undefined) {
      // Go hangs it below its own layer, and so is it found again.
      const added = nodeOf(policy, [any])
      added.expected = names
      layer.set(policy, added)
    }
  }
}

/** Where mapping is inhibited, a mapped policy is valid no more. */
export function dropPolicy(graph: PolicyGraph, policy: string): void {
  const node = lowest(graph).get(policy)
  if (node === undefined) return
  for (const parent of node.parents) parent.children.delete(node)
  for (const child of node.children) child.parents.delete(node)
  lowest(graph).delete(policy)
}

/** Whether any policy is left that the trust anchor allows (section 6.1.5 (g)). */
export const hasPolicy = (graph: PolicyGraph): boolean =>
  lowest(graph).has(ANY_POLICY) ||
  graph.layers.some(layer =>
    [...layer.values()].some(({ policy, parents }) => {
      const [only, other] = parents
      return policy !== ANY_POLICY && other === undefined && only?.policy === ANY_POLICY
    }),
  )
