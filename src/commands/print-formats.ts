import { resolve } from 'node:path'
import { writeReport } from '../io/whole-file.ts'
import { type Style, styleFor } from '../report/style.ts'
import type { Wanted } from '../report/wanted.ts'
import { type Problem, RunError } from '../run-error.ts'
import type { World } from './command.ts'

/** The stream that a format goes to unless a file is named, and what makes it. */
export interface FormatPrinter {
  readonly stream: 'out' | 'err'
  /** @param file that it goes to, undefined for the stream */
  readonly print: (style: Style, file: string | undefined) => string
}

/** What formats came to: for the streams, and what kept files from being written. */
interface Printed {
  readonly out: string
  readonly err: string
  readonly problems: readonly Problem[]
}

/** Prints every format that was asked for. A file that cannot be written takes nothing from the other formats. */
export async function printFormats<Name extends string>(
  wanted: readonly Wanted<Name>[],
  printerOf: (name: Name) => Promise<FormatPrinter>,
  world: Pick<World, 'cwd' | 'style'>,
): Promise<Printed> {
  const said = { out: '', err: '' }
  const problems: Problem[] = []
  for (const { name, file } of wanted) {
    const { stream, print } = await printerOf(name)
    const text = print(file === undefined ? world.style(stream) : styleFor(false), file)
    if (file === undefined) said[stream] += text
    else problems.push(...(await problemsOf(writeReport(resolve(world.cwd, file), text))))
  }
  return { ...said, problems }
}

/** What kept a file from being written, in place of a throw. */
export async function problemsOf(work: Promise<void>): Promise<readonly Problem[]> {
  try {
    await work
    return []
  } catch (error) {
    if (error instanceof RunError) return error.problems
    throw error
  }
}
