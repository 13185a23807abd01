import { Document, isCollection, isMap, isScalar, type Node, Scalar, visit, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Json } from '../model.ts'
import { RunError } from '../run-error.ts'
import { parseObject, yamlFault } from '../yaml.ts'
import { AS_TEXT, documentsOf, UNFOLDED } from './documents.ts'
import { textOn } from './splice.ts'

export { isMap, isSeq } from 'yaml'

/** A Kubernetes object within a text, of which nothing has been read but its layout. */
export type ObjectNode = YAMLMap

/** The objects of a text. */
export interface Objects {
  readonly nodes: readonly ObjectNode[]
  /** The text of one of them on its own. @throws {RunError} */
  readonly textOf: (where: string, node: ObjectNode) => string
}

/** A scalar within an object as text, such as its kind; undefined where there is none. */
export function stringAt(object: Node, ...path: readonly string[]): string | undefined {
  const value: unknown = isCollection(object) ? object.getIn(path, true) : undefined
  return isScalar(value) && typeof value.value === 'string' ? value.value : undefined
}

/** A manifest of ours as an object. The head of its file is not about the object. */
export function objectOf(text: string): ObjectNode {
  const [document] = documentsOf('', withoutHead(text))
  if (!isMap(document?.contents)) throw new TypeError('a manifest is one object')
  return document.contents
}

/** A manifest of ours without what its file begins with, which is not about the object. */
const withoutHead = (text: string): string => text.replace(/^(?:#.*\n)+/, '')

/** A scalar in quotes, as JSON has it. */
export function quoted(value: string): Scalar {
  const scalar = new Scalar(value)
  scalar.type = Scalar.QUOTE_DOUBLE
  return scalar
}

/** Whether a member is not there, or null. */
export const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (isScalar(value) && value.type === Scalar.PLAIN && /^(?:|~|null)$/i.test(String(value.value)))

/** The member of an object as data, undefined where there is none. @throws {RunError} */
export function valueIn(where: string, text: string, object: ObjectNode, key: string): Json | undefined {
  const value: unknown = object.get(key, true)
  if (isNothing(value)) return undefined
  if (!isCollection(value)) return isScalar(value) ? String(value.value) : undefined
  try {
    return parseObject(ownText(where, text, value))
  } catch (error) {
    if (error instanceof RunError) throw error
    throw new RunError([{ where, message: `cannot be read: ${yamlFault(error).message}` }], { cause: error })
  }
}

/**
 * The text of a collection on its own: as it is written, or in block style where it is in flow style, as in JSON.
 * @throws {RunError} for aliases in flow style that lead out of it
 */
export const ownText = (where: string, text: string, node: YAMLMap | YAMLSeq): string =>
  node.flow === true ? textInBlocks(where, node) : textOn(text, node)

/** The text of a node with everything in block style. @throws {RunError} for aliases that lead out of it */
export function textInBlocks(where: string, object: Node): string {
  const document = new Document<Node>(undefined, AS_TEXT)
  document.contents = copyOf(object)
  visit(document, {
    Collection: (_, collection) => {
      collection.flow = false
    },
  })
  try {
    return document.toString(UNFOLDED)
  } catch (error) {
    const message = `cannot be read on its own: ${error instanceof Error ? error.message : String(error)}`
    throw new RunError([{ where, message, fix: 'write it without anchors and aliases' }], { cause: error })
  }
}

/** The node with nodes of its own below it, so that the original keeps its style. */
function copyOf(object: Node): Node {
  const copy: unknown = object.clone()
  if (!isCollection(copy)) throw new TypeError('an object is a collection')
  return copy
}
