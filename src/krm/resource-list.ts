import type { YAMLSeq } from 'yaml'
import type { Json } from '../model.ts'
import { print } from '../print.ts'
import { RunError } from '../run-error.ts'
import { documentsOf } from './documents.ts'
import { fileOf, withFile } from './file-annotations.ts'
import { printFlow } from './flow.ts'
import { isMap, isNothing, isSeq, type ObjectNode, type Objects, ownText, stringAt, valueIn } from './objects.ts'
import { requireSameList } from './read-back.ts'
import type { Result } from './results.ts'
import { appending, type Edit, replacing, spliced } from './splice.ts'

/**
 * What a KRM function reads and writes: `kind: ResourceList`, of whatever apiVersion, as kustomize does it
 * (kustomize, cmd/config/docs/api-conventions/functions-spec.md; kyaml, kio/byteio_reader.go).
 */
export interface ResourceList {
  readonly objects: Objects
  /** What the function is told; undefined where there is nothing. */
  readonly functionConfig: Json | undefined
  /** The list as text, with an object put in at an index, one behind the last included, and results. */
  readonly print: (put: Put | undefined, results: readonly Result[]) => string
}

/** An object, as its text, and its place among others. */
export interface Put {
  readonly text: string
  readonly at: number
}

const WHERE = 'standard input'

/** A list with nothing in it but results, for where none could be read: kustomize takes an empty output for success. */
export const emptyList = (results: readonly Result[]): string =>
  `${JSON.stringify({ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items: [], results }, null, 2)}\n`

/** Reads a list. @throws {RunError} */
export function readResourceList(input: string): ResourceList {
  const text = input.replaceAll('\r\n', '\n')
  const documents = documentsOf(WHERE, text)
  const [document] = documents
  if (document === undefined) throw refuse('is empty')
  const { contents: list } = document
  if (documents.length > 1 || !isMap(list) || stringAt(list, 'kind') !== 'ResourceList')
    throw refuse('is not one ResourceList')
  const items: unknown = list.get('items', true)
  if (!isSeq(items) && !isNothing(items)) throw refuse('has items that are not a list')
  const told: unknown = list.get('results', true)
  if (!isSeq(told) && !isNothing(told)) throw refuse('has results that are not a list')
  const nodes = isSeq(items) ? items.items.filter(isMap) : []
  if (isSeq(items) && nodes.length < items.items.length) throw refuse('has an item that is not an object')
  const objects = { nodes, textOf: (where: string, node: ObjectNode) => ownText(where, text, node) }
  const isFlow = list.flow === true || isFilledFlow(items)
  return {
    objects,
    functionConfig: valueIn(`functionConfig on ${WHERE}`, text, list, 'functionConfig'),
    print: (put, results) => {
      const placed = put !== undefined && put.at === nodes.length && !nodes.some(other => fileOf(other) === FILE)
      const object = put === undefined ? undefined : { ...put, text: placed ? withFile(put.text, FILE) : put.text }
      const added = results.map(result => print({ object: { ...result }, comments: new Map() }))
      const whole = isFlow
        ? printFlow(document, list, object, results)
        : spliced(text, [...editsOfItems(text, list, nodes, object), ...editsOfResults(text, list, told, added)])
      requireSameList(text, whole, object, added)
      return whole
    },
  }
}

const isFilledFlow = (node: unknown): node is YAMLSeq => isSeq(node) && node.flow === true && node.items.length > 0

/** Everything stays as it is written, comments too, but for the object that is put in... */
function editsOfItems(text: string, list: ObjectNode, nodes: readonly ObjectNode[], put: Put | undefined): Edit[] {
  // Who reads the answer may ask for items, and not whether there are any.
  if (put === undefined) return isSeq(list.get('items', true)) ? [] : [appending(text, list, 'items', [])]
  const there = nodes[put.at]
  return [there === undefined ? appending(text, list, 'items', [put.text]) : replacing(text, there, put.text)]
}

/** ... and for results, which stand behind those of others. Where these are in flow style, they are laid out anew. */
function editsOfResults(text: string, list: ObjectNode, told: unknown, added: readonly string[]): Edit[] {
  if (added.length === 0) return []
  const others = isFilledFlow(told) ? told.items.filter(isMap).map(result => ownText(WHERE, text, result)) : []
  return [appending(text, list, 'results', [...others, ...added])]
}

/** The file of a manifest that is new to a package of kpt, as long as it has nothing else there. */
const FILE = 'tks.yaml'

const refuse = (message: string): RunError =>
  new RunError([
    {
      where: WHERE,
      message,
      fix: 'kustomize and kpt run this program and give it a ResourceList; to write a manifest by hand: npx tks-trust generate',
    },
  ])
