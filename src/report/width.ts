/** What takes two columns of a terminal: East Asian wide and fullwidth characters (UAX #11), and emoji shown as pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u

/** What takes none: marks that stand on the character before. Those that hide are gone when a text is printable. */
const MARK = /[\p{Mn}\p{Me}]/u

const ASCII = /^[\u0020-\u007e]*$/

const widthOfPoint = (point: string): number => (MARK.test(point) ? 0 : WIDE.test(point) ? 2 : 1)

/** The columns that a printable text takes on a terminal. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length
  let width = 0
  for (const point of text) width += widthOfPoint(point)
  return width
}

/** A printable text in at most so many columns; what is cut off is an ellipsis. */
export function cut(text: string, columns: number): string {
  if (text.length <= columns / 2 || widthOf(text) <= columns) return text
  if (columns < 1) return ''
  let width = 0
  let kept = ''
  for (const point of text) {
    width += widthOfPoint(point)
    if (width > columns - 1) break
    kept += point
  }
  return `${kept}…`
}

/** Blanks up to a column; none where the text is that long already. */
export const gap = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - widthOf(text)))

/**
 * A printable text as lines of at most so many columns, broken at blanks and, where a word alone is longer, within it.
 * Without a width it is one line.
 */
export function wrap(text: string, columns: number | undefined): string[] {
  if (columns === undefined || widthOf(text) <= columns) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap(long => pieces(long, Math.max(1, columns)))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= columns || line === '') {
      line = longer
      continue
    }
    lines.push(line)
    line = word
  }
  return [...lines, line]
}

function pieces(word: string, columns: number): string[] {
  if (widthOf(word) <= columns) return [word]
  const parts: string[] = []
  let part = ''
  for (const point of word) {
    if (part !== '' && widthOf(part + point) > columns) {
      parts.push(part)
      part = ''
    }
    part += point
  }
  return [...parts, part]
}
