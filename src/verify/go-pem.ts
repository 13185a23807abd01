/** A block of PEM as Go takes it. */
export interface GoBlock {
  /** What stands between `-----BEGIN ` and `-----`. */
  readonly type: string
  readonly hasHeaders: boolean
  readonly bytes: Uint8Array
}

const BEGIN = '-----BEGIN '
const END = '\n-----END '
const DASHES = '-----'

/**
 * The blocks that Go's `encoding/pem` finds (`pem.Decode` of Go 1.26, called until nothing is left). Nodes read what they trust by it
 * and by nothing else; `decode` is for people's files, and reads more.
 */
export function goPem(octets: Uint8Array): GoBlock[] {
  const text = Buffer.from(octets).toString('latin1')
  const blocks: GoBlock[] = []
  let at = 0
  for (let end = text.indexOf(END); end >= 0; end = text.indexOf(END, at)) {
    const begin = at + text.slice(at, end).lastIndexOf(BEGIN)
    const isFound = begin >= at && (begin === at || text[begin - 1] === '\n')
    const read = isFound ? blockBetween(text, begin + BEGIN.length, end) : 'broken'
    if (read === 'over') break
    if (read === 'broken') {
      at = end + END.length
      continue
    }
    blocks.push(read)
    at = lineAt(text, end + 1).next
  }
  return blocks
}

/** @param start behind BEGIN @param end of what the block holds; `over` where nothing can follow either */
function blockBetween(text: string, start: number, end: number): GoBlock | 'broken' | 'over' {
  const first = lineAt(text, start)
  if (!first.line.endsWith(DASHES)) return 'broken'
  const type = first.line.slice(0, -DASHES.length)
  let at = first.next
  while (at < text.length && lineAt(text, at).line.includes(':')) at = lineAt(text, at).next
  if (at >= text.length) return 'over'
  const hasHeaders = at > first.next
  const trailer = end + END.length
  if (hasHeaders && end < at) return trailer < at ? 'over' : 'broken'
  const { line } = lineAt(text, trailer)
  if (line !== `${type}${DASHES}`) return 'broken'
  const bytes = end > at ? goBase64(text.slice(at, end).replace(/[ \t]/g, '')) : Buffer.alloc(0)
  return bytes === undefined ? 'broken' : { type, hasHeaders, bytes }
}

/** A line without its break and the spaces before that, and where the next one begins. */
function lineAt(text: string, start: number): { readonly line: string; readonly next: number } {
  const stop = text.indexOf('\n', start)
  const line = text.slice(start, stop < 0 ? text.length : stop)
  return { line: withoutSpaces(stop < 0 ? line : line.replace(/\r$/, '')), next: stop < 0 ? text.length : stop + 1 }
}

/** By hand: a pattern that ends in `+$` takes time without end for a line of spaces. */
function withoutSpaces(line: string): string {
  let end = line.length
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--
  return line.slice(0, end)
}

/** What Go's `base64.StdEncoding` decodes: line breaks are passed over, all else counts. Undefined for what it refuses. */
export function goBase64(text: string): Uint8Array | undefined {
  const bare = text.replace(/[\r\n]+/g, '')
  if (bare.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(bare.replace(/={1,2}$/, ''))) return undefined
  return Buffer.from(bare, 'base64')
}
