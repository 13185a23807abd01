import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  Scalar,
  visit,
  type YAMLMap,
  YAMLSeq,
} from 'yaml'
import type { Json } from '../model.ts'
import { RunError } from '../run-error.ts'
import { parseObject, yamlFault } from '../yaml.ts'

export { isMap, isSeq } from 'yaml'

/** A Kubernetes object within a text, of which nothing has been read but its layout. */
export type ObjectNode = YAMLMap

/** A document of a stream. */
export type Text = Document<Node, boolean>

/**
 * Every scalar stays the text that it is: `0644`, `1.10`, `yes` and `~` mean something else to every version of YAML, and
 * objects that are not ours must come out as they came in.
 */
const AS_TEXT = { schema: 'failsafe' } as const

const UNFOLDED = { lineWidth: 0, doubleQuotedAsJSON: true } as const

/** Octets as text. @throws {RunError} where they are not UTF-8 */
export function decodeText(where: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new RunError([{ where, message: 'is not UTF-8' }], { cause: error })
  }
}

/** The documents of a YAML stream, but for empty ones. @throws {RunError} */
export function documentsOf(where: string, text: string): Text[] {
  const documents = [...parseAllDocuments<ParsedNode>(text, AS_TEXT)]
  const [error] = documents.flatMap(({ errors }) => errors)
  if (error !== undefined)
    throw new RunError(
      [{ where, message: `is not YAML: ${error.message.split('\n', 1)[0]?.replace(/:$/, '') ?? ''}` }],
      {
        cause: error,
      },
    )
  if (documents.some(isTooDeep)) throw new RunError([{ where, message: 'is nested too deeply' }])
  return documents.filter(({ contents }) => !(contents === null || (isScalar(contents) && contents.value === '')))
}

/** Far more than any object has; printing a thousand would take more stack than there is. Maps count twice. */
const MOST_LEVELS = 400

function isTooDeep(document: Text): boolean {
  let isDeep = false
  visit(document, (_, __, path) => {
    if (path.length <= MOST_LEVELS) return undefined
    isDeep = true
    return visit.BREAK
  })
  return isDeep
}

/** The text of a document, in the layout that it has. */
export function textOf(document: Text): string {
  if (document.directives !== undefined) document.directives.docStart = null
  return document.toString(UNFOLDED)
}

/** A scalar within an object as text, such as its kind; undefined where there is none. */
export function stringAt(object: Node, ...path: readonly string[]): string | undefined {
  const value: unknown = isCollection(object) ? object.getIn(path, true) : undefined
  return isScalar(value) && typeof value.value === 'string' ? value.value : undefined
}

/** Where tools keep the file of an object, the newer key first (kustomize, kyaml/kio/kioutil). */
const FILE_KEYS = ['internal.config.kubernetes.io/path', 'config.kubernetes.io/path'] as const
const INDEX_KEYS = ['internal.config.kubernetes.io/index', 'config.kubernetes.io/index'] as const

/** The file of an object, where a tool says it. */
export const fileOf = (object: ObjectNode): string | undefined =>
  FILE_KEYS.map(key => stringAt(object, 'metadata', 'annotations', key)).find(path => path !== undefined)

/** Says in which file an object stands, alone: kpt writes it there, kustomize takes the annotations away. */
export function setFile(object: ObjectNode, path: string): void {
  for (const key of FILE_KEYS) object.setIn(['metadata', 'annotations', key], text(path))
  for (const key of INDEX_KEYS) object.setIn(['metadata', 'annotations', key], text('0'))
}

function text(value: string): Scalar {
  const scalar = new Scalar(value)
  scalar.type = Scalar.QUOTE_DOUBLE
  return scalar
}

/** The list that is the member of an object, made where there is none; undefined where it is something else. */
export function listIn(document: Text, object: ObjectNode, key: string): YAMLSeq | undefined {
  const there: unknown = object.get(key, true)
  if (isSeq(there)) return there
  if (there !== undefined && !(isScalar(there) && /^(?:|~|null)$/.test(String(there.value)))) return undefined
  const list = new YAMLSeq(document.schema)
  object.set(object.flow === true ? text(key) : key, list)
  return list
}

/** The member of an object as data, undefined where there is none. @throws {RunError} */
export function valueIn(where: string, object: ObjectNode, key: string): Json | undefined {
  const value: unknown = object.get(key, true)
  if (!isCollection(value)) return undefined
  try {
    return parseObject(textOfObject(where, value))
  } catch (error) {
    if (error instanceof RunError) throw error
    throw new RunError([{ where, message: `cannot be read: ${yamlFault(error).message}` }], { cause: error })
  }
}

/** The text of an object on its own, in block style whatever it stands in. @throws {RunError} for aliases that lead out of it */
export function textOfObject(where: string, object: Node): string {
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

/** A manifest of ours as an object to be put into a text. The head of its file is not about the object. */
export function objectOf(text: string): ObjectNode {
  const [document] = documentsOf('', text.replace(/^(?:#.*\n)+/, ''))
  if (!isMap(document?.contents)) throw new TypeError('a manifest is one object')
  return document.contents
}

/** Strings and objects of strings as a node in which every string has quotes. */
export function quotedNode(document: Text, value: unknown): Node {
  const node = document.createNode(value)
  quoteAll(node)
  return node
}

/** Makes what goes into JSON look like it: every string has quotes, and there are no comments. */
export function quoteAll(node: Node): void {
  visit(node, {
    Pair: (_, pair) => {
      if (typeof pair.key === 'string') pair.key = text(pair.key)
    },
    Node: (_, inner) => {
      inner.comment = null
      inner.commentBefore = null
      if (isScalar(inner)) inner.type = Scalar.QUOTE_DOUBLE
    },
  })
}
