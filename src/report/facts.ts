import { gap, wrap } from './width.ts'

/** A labelled line: what it is about, and what is so; several texts each begin a line of their own. */
export interface Fact {
  readonly label: string
  readonly text: string | readonly string[]
  readonly paint?: (text: string) => string
}

/** How facts are to look. */
export interface FactOptions {
  /** The width they have to fit into; lines are as long as they need to be where there is none. */
  readonly columns?: number | undefined
  readonly label: (text: string) => string
}

/** With the widest label of a card a line of 64 hexadecimal digits still fits into 80 columns. */
const LABELS = 11
const INDENT = '  '
/** Below this nothing can be read any more, so that lines of a narrower terminal are left to break. */
const LEAST = 30

/** Facts below each other, their texts in one column. */
export function factsText(facts: readonly Fact[], { columns, label: paintLabel }: FactOptions): string {
  const begin = INDENT.length + LABELS + 2
  const width = columns === undefined ? undefined : Math.max(LEAST, columns - begin)
  return facts
    .flatMap(({ label, text, paint = same }) => {
      const lines = [text].flat().flatMap(part => wrap(part, width))
      return lines.map((line, index) => {
        const head = index === 0 ? label : ''
        return `${INDENT}${head === '' ? '' : paintLabel(head)}${gap(head, LABELS + 2)}${paint(line)}\n`
      })
    })
    .join('')
}

const same = (text: string): string => text
