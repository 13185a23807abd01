import { element } from './der.ts'
import { LEAVES, TAGS } from './odd-values.ts'

/** A DER encoding as a tree, through the OCTET STRINGs and BIT STRINGs that hold DER themselves. */
type Node = Leaf | Inner

interface Leaf {
  readonly tag: number
  readonly content: Buffer
}

interface Inner {
  readonly tag: number
  /** The count of unused bits, in front of the parts. */
  readonly before: Buffer
  readonly parts: readonly Node[]
}

/** A whole number from 0 up to a limit. */
export type Chance = (below: number) => number

/** Numbers that follow from a seed (mulberry32). */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function treeOf(bytes: Buffer): readonly Node[] | undefined {
  const nodes: Node[] = []
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at + 1] ?? 0x80
    const octets = first < 0x80 ? 0 : first & 0x7f
    if (first === 0x80 || octets > 3 || at + 2 + octets > bytes.length) return undefined
    const length = octets === 0 ? first : bytes.readUIntBE(at + 2, octets)
    const from = at + 2 + octets
    if (from + length > bytes.length) return undefined
    nodes.push(nodeOf(bytes[at] ?? 0, bytes.subarray(from, from + length)))
    at = from + length
  }
  return nodes
}

function nodeOf(tag: number, content: Buffer): Node {
  const before = content.subarray(0, tag === 0x03 ? 1 : 0)
  const inside = content.subarray(before.length)
  const mayHold = (tag === 0x03 || tag === 0x04) && [0x02, 0x03, 0x04, 0x30].includes(inside[0] ?? 0)
  const parts = (tag & 0x20) !== 0 || mayHold ? treeOf(inside) : undefined
  return parts === undefined ? { tag, content } : { tag, before, parts }
}

const encode = (node: Node): Buffer =>
  'content' in node ? element(node.tag, node.content) : element(node.tag, node.before, ...node.parts.map(encode))

const all = (node: Node): readonly Node[] => ['content' in node ? [] : node.parts.flatMap(all), node].flat()

const anyOf = <T>(list: readonly T[], chance: Chance): T => {
  const one = list[chance(list.length)]
  if (one === undefined) throw new RangeError('nothing to choose from')
  return one
}

function changeInner(node: Inner, chance: Chance, others: readonly Node[]): Node {
  const { parts } = node
  const at = chance(parts.length + 1)
  switch (chance(7)) {
    case 0:
      return { ...node, parts: parts.filter((_, index) => index !== at) }
    case 1:
      return { ...node, parts: parts.flatMap((part, index) => (index === at ? [part, part] : [part])) }
    case 2:
      return { ...node, parts: [...parts.slice(at), ...parts.slice(0, at)] }
    case 3:
      return { ...node, parts: [] }
    case 4:
      return { ...node, tag: anyOf(TAGS, chance) }
    case 5:
      return { ...node, parts: parts.toSpliced(at, chance(2), anyOf(others, chance)) }
    default:
      return {
        ...node,
        parts: parts.toSpliced(at, chance(2), { tag: anyOf(TAGS, chance), content: anyOf(LEAVES, chance) }),
      }
  }
}

function changeLeaf({ tag, content }: Leaf, chance: Chance): Node {
  const at = chance(content.length + 1)
  switch (chance(6)) {
    case 0:
      return { tag: anyOf(TAGS, chance), content }
    case 1:
      return { tag, content: content.subarray(0, at) }
    case 2:
      return {
        tag,
        content: Buffer.concat([content.subarray(0, at), Buffer.from([chance(256)]), content.subarray(at)]),
      }
    case 3: {
      const flipped = Buffer.from(content)
      if (at < content.length) flipped[at] = (content[at] ?? 0) ^ (1 << chance(8))
      return { tag, content: flipped }
    }
    default:
      return { tag, content: anyOf(LEAVES, chance) }
  }
}

function replaced(node: Node, old: Node, by: Node): Node {
  if (node === old) return by
  return 'content' in node ? node : { ...node, parts: node.parts.map(part => replaced(part, old, by)) }
}

/** Certificates with a change each, seldom three, anywhere in them; the lengths are put right. */
export function* mutationsOf(certificates: readonly Buffer[], chance: Chance): Generator<Buffer, never> {
  const trees = certificates.flatMap(der => treeOf(der) ?? [])
  const others = trees.flatMap(all)
  for (;;) {
    let tree = anyOf(trees, chance)
    for (let left = chance(8) === 0 ? 3 : 1; left > 0; left--) {
      const target = anyOf(all(tree), chance)
      const by = 'content' in target ? changeLeaf(target, chance) : changeInner(target, chance, others)
      tree = replaced(tree, target, by)
    }
    yield encode(tree)
  }
}
