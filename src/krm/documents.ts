import { type Document, isScalar, type Node, type ParsedNode, parseAllDocuments, visit } from 'yaml'
import { RunError } from '../run-error.ts'

/** A document of a stream. */
export type YamlDocument = Document<Node, boolean>

/**
 * Every scalar stays the text that it is: `0644`, `1.10`, `yes` and `~` mean something else to every version of YAML, and
 * objects that are not ours must come out as they came in.
 */
export const AS_TEXT = { schema: 'failsafe' } as const

/** What has no line breaks gets none, and quoted text is quoted as JSON has it. */
export const UNFOLDED = { lineWidth: 0, doubleQuotedAsJSON: true } as const

/** The documents of a YAML stream, but for empty ones. @throws {RunError} */
export function documentsOf(where: string, text: string): YamlDocument[] {
  const documents = parsed(where, text)
  const [error] = documents.flatMap(({ errors }) => errors)
  if (error?.message.startsWith('Maximum call stack')) throw tooDeep(where)
  if (error !== undefined)
    throw new RunError(
      [{ where, message: `is not YAML: ${error.message.split('\n', 1)[0]?.replace(/:$/, '') ?? ''}` }],
      {
        cause: error,
      },
    )
  if (documents.some(isTooDeep)) throw tooDeep(where)
  return documents.filter(({ contents }) => !(contents === null || (isScalar(contents) && contents.value === '')))
}

const tooDeep = (where: string): RunError => new RunError([{ where, message: 'is nested too deeply' }])

/** @throws {RunError} where the nesting is too deep for the parser itself */
function parsed(where: string, text: string): YamlDocument[] {
  try {
    return [...parseAllDocuments<ParsedNode>(text, AS_TEXT)]
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw tooDeep(where)
  }
}

/** Far more than any object has; printing a thousand would take more stack than there is. Maps count twice. */
const MOST_LEVELS = 400

function isTooDeep(document: YamlDocument): boolean {
  let isDeep = false
  visit(document, (_, __, path) => {
    if (path.length <= MOST_LEVELS) return undefined
    isDeep = true
    return visit.BREAK
  })
  return isDeep
}

/** The text of a document, in the layout that it has. */
export function textOf(document: YamlDocument): string {
  if (document.directives !== undefined) document.directives.docStart = null
  return document.toString(UNFOLDED)
}
