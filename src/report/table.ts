import { cut, gap, widthOf, wrap } from './width.ts'

/** One cell: printable text, and how it is painted, which must not change its width. */
export interface Cell {
  readonly text: string
  readonly paint?: (text: string) => string
}

/** One column. */
export interface Column {
  readonly head: string
  /** Numbers end below each other. */
  readonly isRight?: true
  /** The least columns of the terminal that it may shrink to where a line does not fit; others do not shrink. */
  readonly least?: number
  /** What does not fit goes on below, instead of being cut off. */
  readonly wraps?: true
}

/** How a table is to look. */
export interface TableOptions {
  /** The width it has to fit into; as wide as it needs to be where there is none. */
  readonly columns?: number | undefined
  /** Paints the heads; without it there are none. */
  readonly head?: (text: string) => string
  /** In front of each line. */
  readonly indent?: string
}

const BETWEEN = '  '

const cellOf = (cell: string | Cell | undefined): Cell => (typeof cell === 'object' ? cell : { text: cell ?? '' })

/** Rows of cells in aligned columns. Trailing blanks are left out, for they break lines on narrow terminals. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly (string | Cell)[])[],
  { columns: wanted, head, indent = '' }: TableOptions = {},
): string {
  const heads = head === undefined ? [] : [columns.map(({ head: text }): Cell => ({ text, paint: head }))]
  const cells = [...heads, ...rows.map(row => columns.map((_, index) => cellOf(row[index])))]
  const natural = columns.map((_, index) =>
    cells.reduce((most, row) => Math.max(most, widthOf(row[index]?.text ?? '')), 0),
  )
  const widths = wanted === undefined ? natural : shrunk(columns, natural, wanted - indent.length)
  return cells
    .map(row =>
      lines(columns, row, widths)
        .map(line => `${indent}${line}\n`)
        .join(''),
    )
    .join('')
}

/** Takes from the columns that may shrink, the widest first, until a line fits or none can give. */
function shrunk(columns: readonly Column[], natural: readonly number[], wanted: number): number[] {
  const widths = [...natural]
  let over = widths.reduce((sum, width) => sum + width, 0) + BETWEEN.length * (widths.length - 1) - wanted
  while (over > 0) {
    const spare = widths.map((width, index) => width - (columns[index]?.least ?? width))
    const most = Math.max(...spare)
    if (most <= 0) break
    const at = spare.indexOf(most)
    const second = Math.max(0, ...spare.filter((_, index) => index !== at))
    const taken = Math.min(over, Math.max(1, most - second))
    widths[at] = (widths[at] ?? 0) - taken
    over -= taken
  }
  return widths
}

/** One row, of one line or, where a cell wraps, of several. */
function lines(columns: readonly Column[], row: readonly Cell[], widths: readonly number[]): string[] {
  const parts = row.map(({ text }, index) => {
    const width = widths[index] ?? 0
    return columns[index]?.wraps === true ? wrap(text, width) : [cut(text, width)]
  })
  const height = Math.max(1, ...parts.map(({ length }) => length))
  return Array.from({ length: height }, (_, line) => {
    let said = ''
    let blanks = ''
    for (const [index, { paint = same }] of row.entries()) {
      const text = parts[index]?.[line] ?? ''
      const rest = gap(text, widths[index] ?? 0)
      const isRight = columns[index]?.isRight === true
      if (isRight) blanks += rest
      if (text !== '') {
        said += blanks + paint(text)
        blanks = ''
      }
      blanks += (isRight ? '' : rest) + BETWEEN
    }
    return said
  })
}

const same = (text: string): string => text
