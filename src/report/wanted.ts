import { nearest } from '../nearest.ts'
import { RunError } from '../run-error.ts'

/** A format that was asked for, and the file it goes to, as it was typed; a stream otherwise. */
export interface Wanted<Name extends string> {
  readonly name: Name
  readonly file?: string
}

/** The formats of a command, and where each goes unless a file is named. */
type Formats<Name extends string> = Readonly<Record<Name, { readonly stream: 'out' | 'err' }>>

/** Reads the values of `--format`, `NAME` or `NAME=FILE`. @throws {RunError} */
export function wantedAmong<Name extends string>(
  formats: Formats<Name>,
  values: readonly string[] = ['text'],
  stdoutIsTaken = false,
): Wanted<Name>[] {
  const wanted = values.map(value => readFormat(formats, value))
  const destinations = wanted.map(
    ({ name, file }) => file ?? (formats[name].stream === 'out' ? 'standard output' : name),
  )
  const twice = destinations.find((destination, index) => destinations.indexOf(destination) !== index)
  if (twice !== undefined)
    throw misuse(`two formats go to ${twice}`, `give each a file of its own: --format ${wanted.at(-1)?.name}=FILE`)
  if (stdoutIsTaken && destinations.includes('standard output'))
    throw misuse('--stdout and a format go to standard output', 'give the format a file: --format json=FILE')
  return wanted
}

function readFormat<Name extends string>(formats: Formats<Name>, value: string): Wanted<Name> {
  const at = value.indexOf('=')
  const [name, file] = at < 0 ? [value, undefined] : [value.slice(0, at), value.slice(at + 1)]
  const isFormat = (word: string): word is Name => Object.hasOwn(formats, word)
  const names = Object.keys(formats)
  if (!isFormat(name)) {
    const near = nearest(name, names)
    throw misuse(`unknown format ${name}`, near === undefined ? `one of ${names.join(', ')}` : `did you mean ${near}?`)
  }
  if (file === '') throw misuse(`--format ${value} names no file`, `--format ${name}=FILE, or --format ${name}`)
  return file === undefined ? { name } : { name, file }
}

const misuse = (message: string, fix: string): RunError => new RunError([{ message, fix }])
