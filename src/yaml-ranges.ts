import { isCollection, isPair } from 'yaml'

/** Where a node begins and ends in the text that it was parsed from; of a block collection the end is behind the comments below it. */
export function rangeOf(node: unknown): [number, number] {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : [0, 0]
}

/** Where a node ends: of a collection, where its last item does, without the comments behind it. */
export function endOfNode(node: unknown): number {
  if (isCollection(node) && node.flow !== true) {
    const last: unknown = node.items.at(-1)
    return isPair(last) ? Math.max(endOfNode(last.value), rangeOf(last.key)[1]) : endOfNode(last)
  }
  return rangeOf(node)[1]
}

export const startOfLine = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1

/** Just behind the line break that ends the line; a block collection's range may end behind it already. */
export function endOfLine(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at
  const next = text.indexOf('\n', at)
  return next < 0 ? text.length : next + 1
}

/** How far a place is from the start of its line. */
export const columnAt = (text: string, at: number): number => at - startOfLine(text, at)
