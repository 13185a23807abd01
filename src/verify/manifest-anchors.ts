import type { Json } from '../model.ts'
import { isRecord, valueAt } from '../object.ts'
import { printable } from '../printable.ts'
import { TARGETS, type TargetOptions } from '../targets/index.ts'
import type { Target } from '../targets/target.ts'
import { parseObjects } from '../yaml.ts'
import type { Skipped } from './anchor.ts'
import { anchorsOfEntry, type Taken } from './entry-anchors.ts'

/** A list of a hundred thousand CAs has less; aliases make more of a small text. */
const MOST_OCTETS = 256 * 1024 * 1024

/**
 * Takes a manifest as a node does, which is less than `generate` would read of the same octets.
 * @throws {Error} where the text is not YAML, or has not exactly one object of a target
 */
export function anchorsIn(text: string, path: string): Taken {
  const { object, target } = onlyObject(text)
  const listed = target.list(object) ?? []
  if (listed.reduce((octets, { data }) => octets + data.length, 0) > MOST_OCTETS)
    throw new TypeError(`its entries have more than ${MOST_OCTETS / 1024 ** 2} MiB`)
  const lineOf = linesOf(text, target.listAt.at(-1) ?? '')
  // A hostile manifest refers to one entry again and again.
  const known = new Map<string, Taken & { readonly name: string }>()
  const taken = listed.map(entry => {
    const there = known.get(entry.data)
    if (there?.name === entry.name) return there
    const line = lineOf(entry.data)
    const read = { name: entry.name, ...anchorsOfEntry(entry, { path, line }, target) }
    known.set(entry.data, read)
    return read
  })
  return {
    anchors: taken.flatMap(({ anchors }) => anchors),
    skipped: [...nothingLike(object, target), ...taken.flatMap(({ skipped }) => skipped)],
  }
}

/** Texts that are written with escapes or as aliases are looked for to the end of the text, each. */
const MOST_LOST = 100

/** Finds the lines of texts, from 1, if they are asked for in their order. @param key of the list that they are in */
function linesOf(text: string, key: string): (data: string) => number {
  // The last one: what kubectl apply has applied stands above it, in an annotation.
  let at = [...text.matchAll(new RegExp(`["']?\\b${key}["']?[ \\t]*:`, 'g'))].at(-1)?.index ?? 0
  let line = text.slice(0, at).split('\n').length
  let left = MOST_LOST
  return data => {
    if (left === 0) return line
    // Of a text on several lines YAML leaves no more than the words as they stand.
    const next = text.indexOf(/\S+/.exec(data)?.[0] ?? '\n', at)
    if (next < 0) {
      left--
      return line
    }
    for (let end = text.indexOf('\n', at); end >= 0 && end < next; end = text.indexOf('\n', end + 1)) line++
    at = next + 1
    return line
  }
}

/** What stands where entries should, and is none. */
function nothingLike(object: Json, target: Target<TargetOptions>): Skipped[] {
  const value = valueAt(object, target.listAt)
  if (value === undefined || value === null) return []
  const what = target.listAt.join('.')
  if (!Array.isArray(value)) return [{ what, line: 1, why: 'it is not a list' }]
  return value.flatMap((item, index) =>
    isRecord(item) ? [] : [{ what: `${what}[${index}]`, line: 1, why: 'it is no entry with a name and data' }],
  )
}

/** Other objects may stand beside it, and in a List of `kubectl get`. */
function onlyObject(text: string): { readonly object: Json; readonly target: Target<TargetOptions> } {
  const objects = parseObjects(text).flatMap(itemsOf)
  const found = objects.flatMap(object => {
    const target = [...TARGETS.values()].find(candidate => candidate.list(object) !== undefined)
    return target === undefined ? [] : [{ object, target }]
  })
  const [only, second] = found
  const kinds = [...TARGETS.values()].map(({ kind }) => kind).join(', ')
  if (only === undefined) throw new TypeError(`there is no ${kinds} in it${othersAmong(objects)}`)
  if (second !== undefined) throw new TypeError(`there are ${found.length} of kind ${kinds} in it`)
  return only
}

const itemsOf = (object: Json): readonly Json[] =>
  isRecord(object) && String(object.kind).endsWith('List') && Array.isArray(object.items) ? object.items : [object]

function othersAmong(objects: readonly Json[]): string {
  const kinds = new Set(objects.flatMap(object => (isRecord(object) && object.kind ? [String(object.kind)] : [])))
  return kinds.size === 0 ? '' : `, but ${printable([...kinds].join(', '))}`
}
