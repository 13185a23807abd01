import { nearest } from '../nearest.ts'
import { RunError } from '../run-error.ts'
import type { Report } from './report.ts'
import { type TextOptions, text } from './text.ts'

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

const isFormat = (name: string): name is FormatName => Object.hasOwn(FORMATS, name)

/** A format that was asked for, and the file it goes to, as it was typed; a stream otherwise. */
export interface Wanted {
  readonly name: FormatName
  readonly file?: string
}

/** Reads the values of `--format`, `NAME` or `NAME=FILE`. @throws {RunError} */
export function wantedFormats(values: readonly string[] = ['text'], stdoutIsTaken = false): Wanted[] {
  const wanted = values.map(readFormat)
  const destinations = wanted.map(
    ({ name, file }) => file ?? (FORMATS[name].stream === 'out' ? 'standard output' : name),
  )
  const twice = destinations.find((destination, index) => destinations.indexOf(destination) !== index)
  if (twice !== undefined)
    throw misuse(`two formats go to ${twice}`, 'give each a file of its own: --format sarif=FILE')
  if (stdoutIsTaken && destinations.includes('standard output'))
    throw misuse('--stdout and a format go to standard output', 'give the format a file: --format json=FILE')
  return wanted
}

function readFormat(value: string): Wanted {
  const at = value.indexOf('=')
  const [name, file] = at < 0 ? [value, undefined] : [value.slice(0, at), value.slice(at + 1)]
  const names = Object.keys(FORMATS)
  if (!isFormat(name)) {
    const near = nearest(name, names)
    throw misuse(`unknown format ${name}`, near === undefined ? `one of ${names.join(', ')}` : `did you mean ${near}?`)
  }
  if (file === '') throw misuse(`--format ${value} names no file`, `--format ${name}=FILE, or --format ${name}`)
  return file === undefined ? { name } : { name, file }
}

const misuse = (message: string, fix: string): RunError => new RunError([{ message, fix }])
