/** Decoded octets, or why the text is not base64 and which of its lines says so (counted from 0). */
export type Decoded = { readonly bytes: Uint8Array } | { readonly message: string; readonly index: number }

/**
 * Strict base64 (RFC 4648 section 4) on any number of lines: alphabet, padding and the zero bits before it are
 * checked, by encoding what came out and comparing. Blanks inside lines are passed over (RFC 7468 section 3).
 */
export function decodeBase64(lines: readonly string[]): Decoded {
  const joined = lines.join('')
  const text = /\s/.test(joined) ? joined.replace(/\s+/g, '') : joined
  const bytes = Buffer.from(text, 'base64')
  if (text !== '' && bytes.toString('base64') === text) return { bytes }
  return explain(lines, text)
}

function explain(lines: readonly string[], text: string): Decoded {
  if (text === '') return { message: 'nothing between BEGIN and END', index: 0 }
  for (const [index, line] of lines.entries()) {
    const wrong = /[^A-Za-z0-9+/=\s]/.exec(line)
    if (wrong !== null) return { message: `a character that is not base64 (${codePoint(wrong[0])})`, index }
  }
  const last = lines.length - 1
  const padding = text.indexOf('=')
  if (padding >= 0 && padding < text.length - 2)
    return { message: 'base64 padding before the end', index: lineOf(lines) }
  if (text.length % 4 !== 0) return { message: 'base64 that is not whole: characters are missing', index: last }
  return { message: 'base64 whose last characters no encoder writes', index: last }
}

const codePoint = (character: string): string =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`

const lineOf = (lines: readonly string[]): number =>
  Math.max(
    0,
    lines.findIndex(line => line.includes('=')),
  )
