import { targetOf } from '../config/parse.ts'
import { compareManifests } from '../diff.ts'
import type { BuiltOutput } from '../pipeline.ts'
import { printable } from '../printable.ts'
import { differenceText, placeText, plural } from '../report/text.ts'
import { yamlFault } from '../yaml.ts'
import { buildFromDisk, talkOf } from './build.ts'
import type { BuildFlags, Outcome, World } from './command.ts'
import { conflictLine, refuseForeign } from './committed.ts'

/** Writes nothing; says whether every output is what `generate` would write. @throws {RunError} */
export async function run(world: World, flags: BuildFlags): Promise<Outcome> {
  const { outputs, findings } = await buildFromDisk(world, flags)
  const talk = talkOf(findings, world, flags)
  if (outputs.length === 0) return { code: 1, err: talk }
  refuseForeign(outputs)
  let code: 0 | 1 = 0
  let said = ''
  for (const built of outputs) {
    const problem = drift(built, world)
    if (problem !== undefined) code = 1
    if (problem !== undefined || flags.quiet !== true)
      said += problem ?? `${placeText(built.output.path)}: up to date, ${plural(built.entries.length, 'certificate')}\n`
  }
  return { code, err: talk + said + (code === 1 ? `  fix: npx tks-trust generate, and commit the result\n` : '') }
}

/** What is wrong with an output as it stands, or undefined where it is what `generate` would write. */
function drift({ output, text, committed: before }: BuiltOutput, { style }: World): string | undefined {
  if (before === text) return undefined
  if (before === undefined) return `${placeText(output.path)}: is missing\n`
  const conflict = conflictLine(before)
  if (conflict !== undefined) return `${placeText(output.path)}:${conflict}: an unresolved merge conflict\n`
  if (before.replaceAll('\r\n', '\n') === text)
    return `${placeText(output.path)}: has CRLF line breaks; put this into .gitattributes: ${output.path} text eol=lf\n`
  try {
    return `${placeText(output.path)}: is not up to date\n${differenceText(compareManifests(before, text, targetOf(output)), style())}`
  } catch (error) {
    const { line, message } = yamlFault(error)
    return `${placeText(output.path)}:${line}: is not one YAML document: ${printable(message)}\n`
  }
}
