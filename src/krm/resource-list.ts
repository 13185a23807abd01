import type { Json } from '../model.ts'
import { RunError } from '../run-error.ts'
import { documentsOf, textOf } from './documents.ts'
import {
  fileOf,
  isMap,
  isSeq,
  listIn,
  type ObjectNode,
  objectOf,
  quoteAll,
  quotedNode,
  setFile,
  stringAt,
  valueIn,
} from './objects.ts'
import type { Result } from './results.ts'

/**
 * What a KRM function reads and writes: `kind: ResourceList`, of whatever apiVersion, as kustomize does it
 * (kustomize, cmd/config/docs/api-conventions/functions-spec.md; kyaml, kio/byteio_reader.go).
 */
export interface ResourceList {
  readonly items: readonly ObjectNode[]
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
export function readResourceList(text: string): ResourceList {
  const documents = documentsOf(WHERE, text)
  const [document] = documents
  if (document === undefined) throw refuse('is empty')
  const { contents: list } = document
  if (documents.length > 1 || !isMap(list) || stringAt(list, 'kind') !== 'ResourceList')
    throw refuse('is not one ResourceList')
  const items = listIn(document, list, 'items')
  if (items === undefined) throw refuse('has items that are not a list')
  const objects = items.items.filter(isMap)
  if (objects.length < items.items.length) throw refuse('has an item that is not an object')
  const isFlow = list.flow === true
  return {
    items: objects,
    functionConfig: valueIn(`functionConfig on ${WHERE}`, list, 'functionConfig'),
    print: (put, results) => {
      if (put !== undefined) {
        const object = objectOf(put.text)
        if (put.at === objects.length && !objects.some(other => fileOf(other) === FILE)) setFile(object, FILE)
        if (isFlow) quoteAll(object)
        items.items[put.at] = object
      }
      const told = listIn(document, list, 'results')
      if (results.length > 0 && isSeq(told)) told.items.push(...results.map(result => quotedNode(document, result)))
      if (told?.items.length === 0) list.delete('results')
      return textOf(document)
    },
  }
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
