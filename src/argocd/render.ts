import type { Outcome } from '../commands/command.ts'
import type { OutputConfig } from '../config/define.ts'
import { type ParsedConfig, parseConfig } from '../config/parse.ts'
import { stops } from '../finding.ts'
import { readingInside } from '../io/reading-inside.ts'
import { valueAt } from '../object.ts'
import { type BuiltOutput, build } from '../pipeline.ts'
import { plural } from '../plural.ts'
import { printable } from '../printable.ts'
import { styleFor } from '../report/style.ts'
import { placeText } from '../report/talk.ts'
import { text } from '../report/text.ts'
import { type Problem, RunError, throwIfAny } from '../run-error.ts'
import type { AppConfig } from './configuration.ts'
import { stopped } from './refused.ts'

/** What is to be rendered, when and for whom. */
export interface Wish {
  /** The outputs to print, by their paths; all where it is not set. */
  readonly outputs?: readonly string[]
  /** The instant of the judgement, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string
  /** What the log says behind `rendered`. */
  readonly about: string
}

/**
 * Builds all that a configuration describes, as `generate` does, and prints what was asked for. Paths of problems start at
 * the folder of the configuration.
 * @throws {RunError}
 */
export async function render(loaded: AppConfig, { outputs, now, about }: Wish): Promise<Outcome> {
  const parsed = await parseConfig(loaded)
  const wanted = selected(parsed.config.outputs, outputs)
  const built = await build(readingInside(loaded.root), unseen(parsed), now, { occasion: 'sync' })
  const errors = built.findings.filter(stops)
  if (errors.length > 0) return stopped(loaded.path, errors, loaded)
  const chosen = built.outputs.filter(({ output }) => wanted.has(output.path))
  refuseTwins(chosen)
  const rendered = chosen.map(
    ({ output, entries }) => `${placeText(output.path)}: rendered${about}, ${plural(entries.length, 'certificate')}\n`,
  )
  return {
    code: 0,
    out: chosen.map(({ text: manifest }) => ended(manifest)).join('---\n'),
    err:
      text({ config: loaded.path, findings: built.findings }, { style: styleFor(false), quiet: false }) +
      rendered.join(''),
  }
}

/** Nobody sees what is rendered here before it is applied: a CA of a base is not dropped unless somebody has said so. */
const unseen = (parsed: ParsedConfig): ParsedConfig => ({
  ...parsed,
  config: { ...parsed.config, rules: { 'dropped-from-base': 'error', ...parsed.config.rules } },
})

/** A base may end within a line. */
const ended = (manifest: string): string => (manifest.endsWith('\n') ? manifest : `${manifest}\n`)

/** The paths of the outputs that were asked for. @throws {RunError} for those that there are not */
function selected(all: readonly OutputConfig[], named: readonly string[] | undefined): ReadonlySet<string> {
  const known = all.map(({ path }) => path)
  const problems = (named ?? []).flatMap((path): Problem[] =>
    known.includes(path)
      ? []
      : [
          {
            where: 'parameter outputs',
            message: `${path} is not an output of the configuration`,
            fix: `the outputs are ${printable(known.join(', '), 1000)}`,
          },
        ],
  )
  throwIfAny(problems)
  return new Set(named ?? known)
}

/**
 * Outputs for several Supervisors are one and the same object. Argo CD takes the last of them without failing (it has a
 * condition RepeatedResourceWarning), and that would be the certificates of another Supervisor.
 * @throws {RunError}
 */
function refuseTwins(outputs: readonly BuiltOutput[]): void {
  const names = outputs.map(identity)
  const twin = names.find((name, index) => names.indexOf(name) !== index)
  if (twin === undefined) return
  const paths = outputs.filter((_, index) => names[index] === twin).map(({ output }) => output.path)
  throw new RunError([
    {
      where: 'parameter outputs',
      message: `${paths.join(' and ')} are the same object to a cluster, ${twin}, and only the last would be applied`,
      fix: `name the one of the Supervisor that the Application is for: { name: outputs, array: [${printable(paths[0] ?? '')}] }`,
    },
  ])
}

/** What a cluster tells objects apart by: group, kind, namespace and name. */
function identity({ manifest: { object } }: BuiltOutput): string {
  const group = String(object.apiVersion).replace(/\/.*/, '')
  const name = ['namespace', 'name'].flatMap(key => valueAt(object, ['metadata', key]) ?? []).join('/')
  return `${object.kind}.${group} ${name}`
}
