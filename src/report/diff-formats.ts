import type { DiffPrinter } from './diff-report.ts'
import { type Wanted, wantedAmong } from './wanted.ts'

/** Every format is the product of the command, and goes to standard output; each is loaded when it is asked for. */
interface Format {
  readonly stream: 'out'
  readonly load: () => Promise<DiffPrinter>
}

/** The formats of `diff`, in the order in which they are listed. */
export const DIFF_FORMATS = {
  text: { stream: 'out', load: async () => (await import('./diff-text.ts')).diffText },
  markdown: { stream: 'out', load: async () => (await import('./diff-markdown.ts')).diffMarkdown },
  json: { stream: 'out', load: async () => (await import('./diff-json.ts')).diffJson },
} as const satisfies Record<string, Format>

type DiffFormat = keyof typeof DIFF_FORMATS

/** Reads the values of `--format`. @throws {RunError} */
export const wantedDiffFormats = (values?: readonly string[]): Wanted<DiffFormat>[] => wantedAmong(DIFF_FORMATS, values)
