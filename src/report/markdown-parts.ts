/** A table, or nothing where it would have no rows; what is longer than its share is counted. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[], share: number): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const { fitting, left } = withinShare(rows.map(line), share)
  return [line(heads), line(heads.map(() => '---')), ...fitting].join('\n') + left
}

/** Content below a line that opens it, or nothing where there is none. */
export const folded = (summary: string, content: string): string =>
  content === '' ? '' : `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`

/** The lines that fit into so many characters, and how many are left. */
export function withinShare(lines: readonly string[], share: number): { fitting: readonly string[]; left: string } {
  let length = 0
  const fitting: string[] = []
  for (const line of lines) {
    length += line.length + 1
    if (length > share) break
    fitting.push(line)
  }
  const left = lines.length - fitting.length
  return { fitting, left: left === 0 ? '' : `\n\nand ${left} more` }
}
