import type { Report } from './report.ts'
import { type TextOptions, text } from './text.ts'
import { type Wanted, wantedAmong } from './wanted.ts'

/** Makes the text of one format; only `text` itself is asked how it should look. */
export type Printer = (report: Report, options: TextOptions) => string

/** Where a format goes unless a file is named, and what makes it: all but `text` are loaded when they are asked for. */
interface Format {
  readonly stream: 'out' | 'err'
  readonly load: () => Promise<Printer>
}

/** The formats there are, in the order in which they are listed. */
export const FORMATS = {
  text: { stream: 'err', load: async () => text },
  json: { stream: 'out', load: async () => (await import('./json.ts')).json },
  github: { stream: 'err', load: async () => (await import('./github.ts')).github },
  sarif: { stream: 'out', load: async () => (await import('./sarif.ts')).sarif },
  gitlab: { stream: 'out', load: async () => (await import('./gitlab.ts')).gitlab },
  junit: { stream: 'out', load: async () => (await import('./junit.ts')).junit },
  markdown: { stream: 'out', load: async () => (await import('./markdown.ts')).markdown },
} as const satisfies Record<string, Format>

export type FormatName = keyof typeof FORMATS

/** Reads the values of `--format`, `NAME` or `NAME=FILE`. @throws {RunError} */
export const wantedFormats = (values?: readonly string[], stdoutIsTaken?: boolean): Wanted<FormatName>[] =>
  wantedAmong(FORMATS, values, stdoutIsTaken)
