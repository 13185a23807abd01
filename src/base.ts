import { type Document, isMap, isPair, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml'
import type { Json, Manifest } from './model.ts'
import { valueAt } from './object.ts'
import { print } from './print.ts'
import { RunError } from './run-error.ts'
import { columnAt, endOfLine, endOfNode, rangeOf, startOfLine } from './yaml-ranges.ts'

/**
 * The text of an existing manifest with its list of certificates replaced, or put in where there is none. Every other
 * octet stays as it is, comments too, but that line breaks become LF.
 * @param listAt keys that lead to the list, such as `spec`, `trust`, `additionalTrustedCAs`
 * @throws {RunError} where the base is not one YAML document in block style
 */
export function printOnBase(path: string, base: string, manifest: Manifest, listAt: readonly string[]): string {
  const text = base.replaceAll('\r\n', '\n')
  const document = parseDocument(text)
  const [error] = document.errors
  if (error !== undefined) throw refuse(path, `is not one YAML document: ${error.message.split('\n', 1)[0] ?? ''}`)
  const { pair, map, missing } = descend(document, listAt)
  if (map === undefined || map.flow === true) throw refuse(path, 'has no block-style map where the certificates belong')
  const column = columnAt(text, rangeOf(map.items[0]?.key)[0])
  const lines = printKeys(manifest, listAt, missing, ' '.repeat(column))
  if (pair !== undefined) return replacePair(text, pair, lines)
  const end = endOfLine(text, endOfNode(map))
  const at = behindComments(text, end, column)
  const before = text.slice(0, at)
  // A blank line keeps comments with what stands above them, which is how tools in Go read them.
  return `${before}${before.endsWith('\n') ? '' : '\n'}${at > end ? '\n' : ''}${lines}${text.slice(at)}`
}

/** Where the comments end that stand below a map, as deep as its keys or deeper; those at the margin end the text. @param from the line below it */
function behindComments(text: string, from: number, column: number): number {
  let end = from
  let at = from
  for (const line of text.slice(from).match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    at += line.length
    if (/^ +#/.test(line) && line.indexOf('#') >= column) end = at
    else if (line.trim() !== '') break
  }
  return end
}

interface Place {
  /** The list's pair, where there is one. */
  readonly pair?: Pair
  /** The innermost map on the way that is there. */
  readonly map?: YAMLMap
  /** The keys that are still to be written, at least the last one. */
  readonly missing: readonly string[]
}

function descend(document: Document.Parsed, listAt: readonly string[]): Place {
  let map: YAMLMap | undefined = isMap(document.contents) ? document.contents : undefined
  for (const [depth, key] of listAt.entries()) {
    const pair: Pair | undefined = map?.items.find(item => isPair(item) && isScalar(item.key) && item.key.value === key)
    const missing = listAt.slice(depth)
    const here: Place = { ...(map !== undefined && { map }), missing }
    if (pair === undefined) return here
    if (missing.length === 1 || isEmpty(pair.value)) return { ...here, pair }
    map = isMap(pair.value) ? pair.value : undefined
  }
  return { missing: [] }
}

/** `key:`, `key: null` and `key: {}` alike. */
const isEmpty = (value: unknown): boolean =>
  value === null || (isScalar(value) && value.value === null) || (isMap(value) && value.items.length === 0)

/** The missing keys and the list below them, as this program prints them. */
function printKeys(
  { object, comments }: Manifest,
  listAt: readonly string[],
  missing: readonly string[],
  indent: string,
): string {
  const skipped = listAt.slice(0, listAt.length - missing.length)
  const [key = ''] = missing
  const value: Json = valueAt(object, [...skipped, key]) ?? []
  const prefix = skipped.map(step => `/${step}`).join('')
  const inner = [...comments]
    .filter(([at]) => at !== '')
    .map(([at, lines]) => [at.slice(prefix.length), lines] as const)
  return print({ object: { [key]: value }, comments: new Map(inner) }).replace(/^(?=.)/gm, indent)
}

/** The key's own line stays where the value begins below it; else a comment behind the value stays on that line. */
function replacePair(text: string, { key, value }: Pair, lines: string): string {
  const start = startOfLine(text, rangeOf(key)[0])
  const endOfKey = endOfLine(text, rangeOf(key)[1])
  const valueEnd = Math.max(rangeOf(key)[1], endOfNode(value))
  const end = endOfLine(text, valueEnd)
  const [first, rest] = [lines.slice(0, lines.indexOf('\n')), lines.slice(lines.indexOf('\n') + 1)]
  if (rangeOf(value)[0] >= endOfKey && !isEmpty(value)) return text.slice(0, endOfKey) + rest + text.slice(end)
  const comment = /^[\s:]*(#[^\n]*)/.exec(text.slice(valueEnd, end))?.[1]
  return `${text.slice(0, start)}${first}${comment === undefined ? '' : ` ${comment}`}\n${rest}${text.slice(end)}`
}

const refuse = (where: string, message: string): RunError =>
  new RunError([{ where, message, fix: 'the base must be one TkgServiceConfiguration in YAML, in block style' }])
