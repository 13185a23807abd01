import { isScalar, isSeq, type Node, parse, Scalar, visit, YAMLSeq } from 'yaml'
import { RunError } from '../run-error.ts'
import { textOf, type YamlDocument } from './documents.ts'
import { isNothing, type ObjectNode, objectOf, quoted } from './objects.ts'
import type { Put } from './resource-list.ts'
import type { Result } from './results.ts'

/** A list in flow style, as JSON is, with an object and results in it: JSON is answered in JSON. It has no comments to lose. */
export function printFlow(
  document: YamlDocument,
  list: ObjectNode,
  put: Put | undefined,
  results: readonly Result[],
): string {
  const items = listIn(document, list, 'items')
  if (put !== undefined) {
    const object = objectOf(put.text)
    quoteAll(object)
    items.items[put.at] = object
  }
  const told = results.map(result => {
    const node = document.createNode(result)
    quoteAll(node)
    return node
  })
  if (told.length > 0) listIn(document, list, 'results').items.push(...told)
  try {
    return textOf(document)
  } catch (error) {
    const message = `cannot be written again: ${error instanceof Error ? error.message : String(error)}`
    throw new RunError(
      [{ where: 'standard input', message, fix: 'write it in plain JSON, without anchors and aliases' }],
      {
        cause: error,
      },
    )
  }
}

/** The list that is the member of an object, made where there is none. */
function listIn(document: YamlDocument, object: ObjectNode, key: string): YAMLSeq {
  const there: unknown = object.get(key, true)
  if (isSeq(there)) return there
  if (!isNothing(there)) throw new TypeError(`${key} is no list`)
  const list = new YAMLSeq(document.schema)
  object.set(quoted(key), list)
  return list
}

/** Whether a scalar, of which only the letters are known, is text and not null, a number, true or false (YAML 1.2, core schema). */
const isText = ({ type, value }: Scalar): boolean =>
  type !== Scalar.PLAIN || typeof value !== 'string' || typeof parse(value) === 'string'

/** Makes what goes into JSON look like it: every string has quotes, and there are no comments. */
function quoteAll(node: Node): void {
  visit(node, {
    Pair: (_, pair) => {
      if (typeof pair.key === 'string') pair.key = quoted(pair.key)
    },
    Node: (_, inner) => {
      inner.comment = null
      inner.commentBefore = null
      if (isScalar(inner) && isText(inner)) inner.type = Scalar.QUOTE_DOUBLE
    },
  })
}
