import { isPair, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import { printable } from '../printable.ts'
import { RunError } from '../run-error.ts'
import { columnAt, endOfLine, endOfNode, rangeOf, startOfLine } from '../yaml-ranges.ts'

/** A part of a text, from one offset to another, and what is to stand there instead. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * A text with parts of it replaced, and everything else as it was. At one place what is put in comes before
 * what is replaced, and the first stays first.
 * @throws {RangeError} where they overlap
 */
export function spliced(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (edit.from < at) throw new RangeError('edits overlap')
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

/**
 * Puts the text of an object, which begins in the first column, in place of a collection.
 * @throws {RunError} where something stands before it on its line, such as an anchor: that would be about another layout
 */
export function replacing(text: string, node: Node, object: string): Edit {
  const [from, to] = rangeOf(node)
  const before = text.slice(startOfLine(text, from), from)
  if (!/^ *(?:- +)*$/.test(before)) throw behind(before)
  const own = indented(object, columnAt(text, from)).trimStart()
  return { from, to, text: text[to - 1] === '\n' ? own : own.replace(/\n$/, '') }
}

/** Puts objects behind those of a list that is the member of a block map: of one that has some, has none, or is not there. */
export function appending(text: string, map: YAMLMap, key: string, objects: readonly string[]): Edit {
  const pair = map.items.find(item => isPair(item) && isScalar(item.key) && item.key.value === key)
  const list: unknown = pair?.value
  if (isSeq(list) && list.items.length > 0 && list.flow !== true) {
    const at = behindComments(text, endOfLine(text, endOfNode(list)))
    return { from: at, to: at, text: itemsText(objects, columnAt(text, rangeOf(list)[0])) }
  }
  const lines = objects.length === 0 ? `${key}: []\n` : `${key}:\n${itemsText(objects, 0)}`
  const column = columnAt(text, rangeOf(map.items[0]?.key)[0])
  if (pair !== undefined) {
    const from = startOfLine(text, rangeOf(pair.key)[0])
    return { from, to: endOfLine(text, Math.max(endOfNode(pair.key), endOfNode(list))), text: indented(lines, column) }
  }
  // Where the last member is a list to which something is appended as well, that comes first.
  const end = behindComments(text, endOfLine(text, endOfNode(map)))
  return { from: end, to: end, text: indented(lines, column) }
}

/** Comments below a list are about what stands above them, or so the tools take them that write lists for functions. */
function behindComments(text: string, at: number): number {
  const [comments = ''] = /^(?:[ \t]*(?:#.*)?\n)*(?:[ \t]*#.*$)?/.exec(text.slice(at)) ?? []
  return at + comments.length
}

const behind = (before: string): RunError =>
  new RunError([
    {
      where: 'standard input',
      message: `an object that is to be filled stands behind ${JSON.stringify(printable(before.trim(), 40))} on its line`,
      fix: 'let it begin on a line of its own, without an anchor or a tag',
    },
  ])

const itemsText = (objects: readonly string[], column: number): string =>
  objects.map(object => indented(`- ${indented(object, 2).trimStart()}`, column)).join('')

const indented = (text: string, columns: number): string => text.replace(/^(?=.)/gm, ' '.repeat(columns))
