import type { Json, Manifest } from './model.ts'
import { isList } from './object.ts'

/**
 * YAML in one style: block collections, two blanks of indentation, every scalar on one line, no anchors, no folding.
 * Whatever a YAML 1.1 reader (Kubernetes) could take for something else than the string it is stands in quotes.
 */
export function print({ object, comments }: Manifest): string {
  const head = (comments.get('') ?? []).map(line => `# ${line}\n`).join('')
  return head + block(object, '', '', comments)
}

/**
 * One value of a manifest, as the lines that follow its key.
 * @param pointer its place, for the comments
 * @param lead what stands in front of the first line: the indentation, or the dash of a list
 */
function block(value: Json, indent: string, pointer: string, comments: Manifest['comments'], lead = indent): string {
  if (typeof value !== 'object' || value === null) return `${lead}${scalar(value)}\n`
  if (isEmpty(value)) return `${lead}${isList(value) ? '[]' : '{}'}\n`
  let lines = ''
  if (isList(value))
    for (const [index, item] of value.entries()) {
      const at = `${pointer}/${index}`
      const dash = `${lines === '' ? lead : indent}- `
      lines += commentLines(comments.get(at), indent) + block(item, `${indent}  `, at, comments, dash)
    }
  else
    for (const [key, member] of Object.entries(value)) {
      const at = `${pointer}/${escapePointer(key)}`
      const start = `${lines === '' ? lead : indent}${scalar(key)}:`
      lines += commentLines(comments.get(at), indent) + start + afterKey(member, indent, at, comments)
    }
  return lines
}

function afterKey(value: Json, indent: string, pointer: string, comments: Manifest['comments']): string {
  const onTheLine = typeof value !== 'object' || value === null || isEmpty(value)
  return onTheLine ? block(value, '', pointer, comments, ' ') : `\n${block(value, `${indent}  `, pointer, comments)}`
}

/** RFC 6901 section 3. */
const escapePointer = (key: string): string =>
  /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key

const isEmpty = (value: object): boolean => Object.keys(value).length === 0

const commentLines = (lines: readonly string[] | undefined, indent: string): string =>
  (lines ?? []).map(line => `${indent}# ${line}\n`).join('')

/** Words that YAML 1.1 reads as booleans or null (yaml.org/type), and exponents that some reader takes for a number. */
const WORDS = /^(?:y|yes|n|no|true|false|on|off|null|e[0-9+._-]+)$/i

/** A letter first, then nothing that means anything to YAML: plain style is safe in YAML 1.1 and 1.2. */
const PLAIN = /^[A-Za-z][A-Za-z0-9+/=._-]*$/

/** Beyond what JSON escapes: characters that YAML 1.1 does not print, breaks lines at, or takes for a mark. */
const UNPRINTABLE = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g

/** A value as YAML on one line; a string stays that string, whatever is in it. */
export function scalar(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  if (PLAIN.test(value) && !WORDS.test(value)) return value
  return JSON.stringify(value).replace(UNPRINTABLE, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
