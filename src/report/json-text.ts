import { replaceUnsafe } from '../printable.ts'

/** JSON that is harmless on a terminal: what could hide or reorder text is written as `\u202e`, which loses nothing. */
export const jsonText = (value: unknown): string => `${replaceUnsafe(JSON.stringify(value, null, 2), escaped)}\n`

/** The line breaks of the layout stay; those of a text have been escaped already. */
const escaped = (character: string): string =>
  character === '\n'
    ? character
    : [...utf16(character)].map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('')

function* utf16(text: string): Generator<number> {
  for (let index = 0; index < text.length; index++) yield text.charCodeAt(index)
}
