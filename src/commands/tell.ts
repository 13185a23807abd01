import { relative, sep } from 'node:path'
import { insideOf } from '../io/links.ts'
import { addToSummary } from '../io/whole-file.ts'
import { FORMATS, type FormatName, wantedFormats } from '../report/formats.ts'
import type { OutputState, Report } from '../report/report.ts'
import { problemsText } from '../report/talk.ts'
import type { Wanted } from '../report/wanted.ts'
import type { DiskBuild } from './build.ts'
import type { BuildFlags, Outcome, World } from './command.ts'
import { type FormatPrinter, printFormats, problemsOf } from './print-formats.ts'

/** What a command has done: its name, what it built, and what became of each output. */
interface Done {
  readonly command: string
  readonly built: DiskBuild
  readonly states: readonly OutputState[]
}

/**
 * Tells the findings in every format that was asked for, before what the command itself has to say. A report that cannot be
 * written takes nothing from the others.
 */
export const tell = (outcome: Outcome, done: Done, world: World, flags: BuildFlags): Promise<Outcome> =>
  tellReport(outcome, reportOf(done, world), wantedFormats(flags.format), world, flags)

/** The same for a report that is at hand. @param own formats that a command prints in its own way */
export async function tellReport(
  outcome: Outcome,
  report: Report,
  wanted: readonly Wanted<FormatName>[],
  world: World,
  { quiet = false }: Pick<BuildFlags, 'quiet'>,
  own: Partial<Record<FormatName, FormatPrinter>> = {},
): Promise<Outcome> {
  const printed = await printFormats(wanted, async name => own[name] ?? common(name, report, quiet), world)
  const wantsSummary = wanted.some(({ name }) => name === 'github')
  let note = ''
  const say = (line: string) => {
    note = line
  }
  const unsummarised = wantsSummary ? await problemsOf(summarise(report, world, say)) : []
  const problems = [...printed.problems, ...unsummarised]
  return {
    code: problems.length > 0 ? 2 : outcome.code,
    out: (outcome.out ?? '') + printed.out,
    err: printed.err + (outcome.err ?? '') + note + problemsText(problems, world.style()),
  }
}

async function common(name: FormatName, report: Report, quiet: boolean): Promise<FormatPrinter> {
  const { stream, load } = FORMATS[name]
  const print = await load()
  return { stream, print: style => print(report, { style, quiet }) }
}

/** With `github`, the job's summary is the report in Markdown. */
async function summarise(
  report: Report,
  { env: { GITHUB_STEP_SUMMARY = '' } }: World,
  said: (line: string) => void,
): Promise<void> {
  if (GITHUB_STEP_SUMMARY === '') return
  const { markdown } = await import('../report/markdown.ts')
  if (!addToSummary(GITHUB_STEP_SUMMARY, markdown(report)))
    said('the summary of the job is full, at 1 MiB; --format markdown=FILE writes the report to a file\n')
}

function reportOf({ command, built: { config, findings, outputs }, states }: Done, world: World): Report {
  const { version, now } = world
  return {
    version,
    command,
    now,
    config: pathFromRepository(config, world),
    findings,
    outputs: outputs.flatMap(({ output, entries }, index) => {
      const state = states[index]
      return state === undefined ? [] : [{ path: output.path, state, certificates: entries.length }]
    }),
  }
}

/** The way to an absolute path from where paths for machines start. */
export const pathFromRepository = (path: string, world: Pick<World, 'startedIn' | 'env'>): string =>
  relative(repositoryOf(world), path).replaceAll(sep, '/')

/** Where paths for machines start: the checkout of the CI, if the program was started inside of it, else where it was started. */
export function repositoryOf({ startedIn, env }: Pick<World, 'startedIn' | 'env'>): string {
  const checkouts = [env.GITHUB_WORKSPACE, env.CI_PROJECT_DIR]
  return (
    checkouts.find(folder => folder !== undefined && folder !== '' && insideOf(folder, startedIn) !== undefined) ??
    startedIn
  )
}
