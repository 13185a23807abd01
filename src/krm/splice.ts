import { isPair, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import { columnAt, endOfLine, endOfNode, rangeOf, startOfLine } from '../yaml-ranges.ts'

/** A part of a text, from one offset to another, and what is to stand there instead. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A text with parts of it replaced, and everything else as it was. Edits do not overlap; of two at one place the first stays first. */
export function spliced(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    result += text.slice(at, edit.from)
    // What is put in begins a line, whatever it stands behind.
    result += edit.from > 0 && edit.from === text.length && !text.endsWith('\n') ? `\n${edit.text}` : edit.text
    at = edit.to
  }
  return result + text.slice(at)
}

/** The text of a block collection on its own, with the comments behind it, as if it began in the first column. */
export function textOn(text: string, node: Node): string {
  const [from, to] = rangeOf(node)
  const indent = new RegExp(`^ {0,${columnAt(text, from)}}`, 'gm')
  const own = text.slice(from, to).replace(indent, '')
  return own.endsWith('\n') ? own : `${own}\n`
}

/** Puts the text of an object, which begins in the first column, in place of a block collection. */
export function replacing(text: string, node: Node, object: string): Edit {
  const [from, to] = rangeOf(node)
  const own = indented(object, columnAt(text, from)).trimStart()
  return { from, to, text: text[to - 1] === '\n' ? own : own.replace(/\n$/, '') }
}

/** Puts objects behind those of a list that is the member of a block map: of one that has some, has none, or is not there. */
export function appending(text: string, map: YAMLMap, key: string, objects: readonly string[]): Edit {
  const pair = map.items.find(item => isPair(item) && isScalar(item.key) && item.key.value === key)
  const list: unknown = pair?.value
  if (isSeq(list) && list.items.length > 0) {
    const at = behindComments(text, endOfLine(text, endOfNode(list)))
    return { from: at, to: at, text: itemsText(objects, columnAt(text, rangeOf(list)[0])) }
  }
  const lines = `${key}:\n${itemsText(objects, 0)}`
  const column = columnAt(text, rangeOf(map.items[0]?.key)[0])
  if (pair !== undefined) {
    const from = startOfLine(text, rangeOf(pair.key)[0])
    return { from, to: endOfLine(text, Math.max(endOfNode(pair.key), endOfNode(list))), text: indented(lines, column) }
  }
  const end = endOfLine(text, endOfNode(map))
  return { from: end, to: end, text: indented(lines, column) }
}

/** Comments below a list are about what stands above them, or so the tools take them that write lists for functions. */
function behindComments(text: string, at: number): number {
  const [comments = ''] = /^(?:[ \t]*(?:#.*)?\n)*/.exec(text.slice(at)) ?? []
  return at + comments.length
}

const itemsText = (objects: readonly string[], column: number): string =>
  objects.map(object => indented(`- ${indented(object, 2).trimStart()}`, column)).join('')

const indented = (text: string, columns: number): string => text.replace(/^(?=.)/gm, ' '.repeat(columns))
