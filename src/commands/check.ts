import { compare } from '../compare/compare.ts'
import { snapshotOfText } from '../compare/snapshot.ts'
import type { BuiltOutput } from '../pipeline.ts'
import { plural } from '../plural.ts'
import { printable } from '../printable.ts'
import { differenceText } from '../report/difference.ts'
import { wantedFormats } from '../report/formats.ts'
import type { OutputState } from '../report/report.ts'
import { fixText, placeText } from '../report/talk.ts'
import { yamlFault } from '../yaml.ts'
import { generateCommand } from './again.ts'
import { buildFromDisk } from './build.ts'
import type { BuildFlags, Outcome, World } from './command.ts'
import { conflictLine, refuseForeign } from './committed.ts'
import { tell } from './tell.ts'

/** Writes nothing; says whether every output is what `generate` would write. @throws {RunError} */
export async function run(world: World, flags: BuildFlags): Promise<Outcome> {
  wantedFormats(flags.format)
  const built = await buildFromDisk(world, flags)
  const { outputs } = built
  refuseForeign(outputs)
  const states: OutputState[] = []
  let said = ''
  for (const output of outputs) {
    const problem = drift(output, world)
    states.push(problem === undefined ? 'up-to-date' : output.committed === undefined ? 'missing' : 'differs')
    if (problem !== undefined || flags.quiet !== true)
      said +=
        problem ?? `${placeText(output.output.path)}: up to date, ${plural(output.entries.length, 'certificate')}\n`
  }
  const drifted = states.some(state => state !== 'up-to-date')
  if (drifted) said += fixText(`${generateCommand(world, flags)}, and commit the result`)
  const code = drifted || outputs.length === 0 ? 1 : 0
  return tell({ code, err: said }, { command: 'check', built, states }, world, flags)
}

/** What is wrong with an output as it stands, or undefined where it is what `generate` would write. */
function drift({ output, text, committed: before }: BuiltOutput, { style }: World): string | undefined {
  if (before === text) return undefined
  if (before === undefined) return `${placeText(output.path)}: is missing\n`
  const conflict = conflictLine(before)
  if (conflict !== undefined) return `${placeText(output.path)}:${conflict}: an unresolved merge conflict\n`
  if (before.replaceAll('\r\n', '\n') === text)
    return `${placeText(output.path)}: has CRLF line breaks; put this into .gitattributes: ${printable(output.path, 400)} text eol=lf\n`
  try {
    return `${placeText(output.path)}: is not up to date\n${differenceText(compare(snapshotOfText(before), snapshotOfText(text)), style())}`
  } catch (error) {
    const { line, message } = yamlFault(error)
    return `${placeText(output.path)}:${line}: is not one YAML document: ${printable(message)}\n`
  }
}
