import { compare } from '../compare/compare.ts'
import { snapshotOfText } from '../compare/snapshot.ts'
import type { Io } from '../io/io.ts'
import type { BuiltOutput } from '../pipeline.ts'
import { plural } from '../plural.ts'
import { printable } from '../printable.ts'
import { differenceText } from '../report/difference.ts'
import { wantedFormats } from '../report/formats.ts'
import type { OutputState } from '../report/report.ts'
import { placeText } from '../report/talk.ts'
import { RunError } from '../run-error.ts'
import { yamlFault } from '../yaml.ts'
import { buildFromDisk } from './build.ts'
import type { BuildFlags, Outcome, World } from './command.ts'
import { refuseForeign } from './committed.ts'
import { tell } from './tell.ts'

/** Flags of `generate`. */
export interface GenerateFlags extends BuildFlags {
  readonly stdout?: boolean | undefined
}

/** Writes every output, or none where there is an error among the findings. @throws {RunError} */
export async function run(world: World, flags: GenerateFlags): Promise<Outcome> {
  wantedFormats(flags.format, flags.stdout)
  const built = await buildFromDisk(world, flags)
  const { io, outputs } = built
  const told = (outcome: Outcome, states: readonly OutputState[]) =>
    tell(outcome, { command: 'generate', built, states }, world, flags)
  if (outputs.length === 0) return told({ code: 1, err: 'nothing was written\n' }, [])
  if (flags.stdout === true)
    return told(
      { code: 0, out: outputs.map(({ text }) => text).join('---\n') },
      outputs.map(() => 'printed'),
    )
  refuseForeign(outputs)
  const said: string[] = []
  for (const output of outputs) said.push(await write(io, output, world.style, said))
  return told(
    { code: 0, err: flags.quiet === true ? '' : said.join('') },
    outputs.map(({ text, committed }) => (committed === text ? 'unchanged' : 'written')),
  )
}

async function write(
  io: Io,
  { output, entries, text, committed: before }: BuiltOutput,
  style: World['style'],
  done: readonly string[],
): Promise<string> {
  try {
    const count = plural(entries.length, 'certificate')
    if (before === text) return `${placeText(output.path)}: unchanged, ${count}\n`
    await io.replace(output.path, text)
    return `${placeText(output.path)}: written, ${count}\n${before === undefined ? '' : changeText(before, text, style)}`
  } catch (error) {
    if (!(error instanceof RunError) || done.length === 0) throw error
    throw new RunError(
      [...error.problems, { message: `${plural(done.length, 'output')} before it had been written` }],
      { cause: error },
    )
  }
}

function changeText(before: string, text: string, style: World['style']): string {
  try {
    return differenceText(compare(snapshotOfText(before), snapshotOfText(text)), style())
  } catch (error) {
    return `  what stood there before was not YAML: ${printable(yamlFault(error).message)}\n`
  }
}
