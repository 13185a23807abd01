/**
 * Characters that could leave their line, move the cursor, reorder or hide what is read: C0 and C1 controls, line and
 * paragraph separators, every space but U+0020, soft hyphen, bidirectional and zero-width controls, variation
 * selectors, tags, interlinear marks, lone surrogates, private use and noncharacters. Listed by code point, not by
 * Unicode property, because the property tables change with the version of Node and output must not.
 */
const UNSAFE = new RegExp(
  [
    '[\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f]',
    '[\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164]',
    '[\\ud800-\\udfff\\ue000-\\uf8ff\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\uffff]',
    '[\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{10ffff}]',
  ].join('|'),
  'gu',
)

/** Nearly every name: printable ASCII, which needs no closer look. */
const PLAIN = /^[\u0020-\u007e]*$/

/**
 * Text of unknown origin (a subject, a file name) as one harmless line: unsafe characters become `\u{202e}`, and
 * what is longer than `limit` code points ends in `...`.
 */
export function printable(text: string, limit = 200): string {
  if (text.length <= limit && PLAIN.test(text)) return text
  const points = text.length > limit ? [...text] : undefined
  const short = points !== undefined && points.length > limit ? `${points.slice(0, limit).join('')}...` : text
  return short.replace(UNSAFE, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

/** A text with each of its unsafe characters replaced, where a format has its own way to write them. */
export const replaceUnsafe = (text: string, replacement: (character: string) => string): string =>
  text.replace(UNSAFE, replacement)
