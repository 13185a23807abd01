/** Subtrees of name constraints, of which the one is found that a name is below. */
export interface Subtrees<Tree, Value> {
  /** @returns the subtree that the name is below */
  find(value: Value): Tree | undefined
}

/** The same, with those that are looked at: sorted, and none of them below another one. */
export interface SortedSubtrees<Tree, Value> extends Subtrees<Tree, Value> {
  readonly kept: readonly Tree[]
}

/** How subtrees of a kind lie to each other and to names. */
export interface Order<Tree, Value> {
  readonly compare: (one: Tree, other: Tree) => number
  readonly compareTo: (tree: Tree, value: Value) => number
  /** Whether all of the other is below the one. */
  readonly covers: (one: Tree, other: Tree) => boolean
  readonly holds: (tree: Tree, value: Value) => boolean
}

/**
 * Sorts subtrees, leaves out those that are below the one before, and looks at the nearest only (crypto/x509, nameConstraintsSet). This
 * is how Go does it since 1.26, and for address ranges whose first address is not given it matters.
 */
export function subtreesOf<Tree, Value>(
  trees: readonly Tree[],
  { compare, compareTo, covers, holds }: Order<Tree, Value>,
): SortedSubtrees<Tree, Value> {
  const kept: Tree[] = []
  for (const tree of [...trees].sort(compare)) {
    const before = kept.at(-1)
    if (before === undefined || !covers(before, tree)) kept.push(tree)
  }
  return {
    kept,
    find: value => {
      const after = kept.findIndex(tree => compareTo(tree, value) >= 0)
      const exact = kept[after]
      if (exact !== undefined && compareTo(exact, value) === 0) return exact
      const nearest = kept[Math.max((after < 0 ? kept.length : after) - 1, 0)]
      return nearest !== undefined && holds(nearest, value) ? nearest : undefined
    },
  }
}
