import { decode } from '../decode/index.ts'
import { inspect } from '../inspect/index.ts'
import type { Json } from '../model.ts'
import { isRecord, valueAt, without } from '../object.ts'
import { print } from '../print.ts'
import { certificateText, faultText } from './certificate-text.ts'
import { digestText, harmless, shortened } from './shorten.ts'

type Item = { readonly [key: string]: Json }

/** Values beyond these, counted in characters, are hashed and no longer looked into: nobody wrote them to be read. */
const MOST_READ = 256 * 1024

/**
 * A manifest as text: everything around the list, as YAML with long values shortened, then a block a certificate in
 * the order of the list.
 */
export function manifestText(object: Json, listAt: readonly string[]): string {
  const list = itemsAt(object, listAt)
  const around = yamlText(list.length > 0 ? without(object, listAt) : object)
  return [around, ...list.flatMap(itemText)].join('\n')
}

/** The list, if it is one of entries as there should be; another is shown as it stands. */
function itemsAt(object: Json, listAt: readonly string[]): readonly Item[] {
  const value = valueAt(object, listAt)
  if (!Array.isArray(value)) return []
  const items = value.filter(isEntry)
  return items.length === value.length ? items : []
}

const isEntry = (value: Json): value is Item =>
  isRecord(value) && typeof value.name === 'string' && typeof value.data === 'string'

function itemText({ name, data, ...others }: Item): string[] {
  if (typeof name !== 'string' || typeof data !== 'string') return []
  const blocks = decode('', Buffer.from(data, 'base64')).map(found => {
    const read = inspect(found)
    return 'certificate' in read ? certificateText(read.certificate, name) : faultText(read.fault, undefined, name)
  })
  // Whatever else is in the data shows at least as another hash.
  const isWhole = blocks.length === 1 && blocks[0]?.startsWith('certificate') === true
  const rest = isWhole ? others : { ...others, data: `(${digestText(data)})` }
  return Object.keys(rest).length === 0 ? blocks : [...blocks, yamlText(rest)]
}

function yamlText(object: Json): string {
  const left = { characters: MOST_READ }
  const value = shorten(object, left)
  return harmless(print({ object: isRecord(value) ? value : { value }, comments: new Map() }))
}

/** The same value with every string in it shortened, keys too. */
function shorten(value: Json, left: { characters: number }): Json {
  if (typeof value === 'string') return spent(value, left) ? `(${digestText(value)})` : shortened(value)
  if (Array.isArray(value)) return value.map(member => shorten(member, left))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [shortened(key), shorten(member, left)]))
}

function spent({ length }: string, left: { characters: number }): boolean {
  left.characters -= Math.min(length, left.characters)
  return left.characters === 0
}
