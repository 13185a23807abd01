import { printable } from '../printable.ts'

/** All but letters, digits and harmless marks; and the colon and dot of what GitHub would make a link of. */
const MEANT = /[^\p{L}\p{N}\p{M} ,;=()'/.:+-]|:(?=\/)|\.(?<=www\.)/giu

/**
 * Text of unknown origin in a Markdown table, such that nothing of it is structure, HTML, a link, a mention or an issue
 * number. Entities are text by definition (CommonMark 0.31 section 2.5), so what could mean something becomes one. Mentions
 * and issue numbers are looked for in the finished page, entities or not, but never inside of `<code>`.
 */
export const prose = (text: string): string =>
  printable(text, 300)
    .replace(MEANT, entity)
    .replace(/&#(?:64|35);/g, '<code>$&</code>')

/** A path or another text of a machine. */
export const code = (text: string): string => `<code>${printable(text, 300).replace(MEANT, entity)}</code>`

const entity = (character: string): string => `&#${character.codePointAt(0) ?? 0};`
