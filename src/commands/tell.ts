import { relative, resolve, sep } from 'node:path'
import { insideOf } from '../io/links.ts'
import { addToSummary, writeReport } from '../io/whole-file.ts'
import { FORMATS, wantedFormats } from '../report/formats.ts'
import type { OutputState, Report } from '../report/report.ts'
import { styleFor } from '../report/style.ts'
import { problemsText } from '../report/talk.ts'
import { type Problem, RunError } from '../run-error.ts'
import type { DiskBuild } from './build.ts'
import type { BuildFlags, Outcome, World } from './command.ts'

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
export async function tell(outcome: Outcome, done: Done, world: World, flags: BuildFlags): Promise<Outcome> {
  const report = reportOf(done, world)
  const wanted = wantedFormats(flags.format)
  let { out = '' } = outcome
  let err = ''
  const problems: Problem[] = []
  for (const { name, file } of wanted) {
    const print = await FORMATS[name].load()
    const style = file === undefined ? world.style() : styleFor(false)
    const text = print(report, { style, quiet: flags.quiet === true })
    if (file !== undefined) problems.push(...(await problemsOf(writeReport(resolve(world.cwd, file), text))))
    else if (FORMATS[name].stream === 'out') out += text
    else err += text
    if (name === 'github') problems.push(...(await problemsOf(summarise(report, world))))
  }
  const code = problems.length > 0 ? 2 : outcome.code
  return { code, out, err: err + (outcome.err ?? '') + problemsText(problems, world.style()) }
}

/** With `github`, the job's summary is the report in Markdown. */
async function summarise(report: Report, { env: { GITHUB_STEP_SUMMARY = '' } }: World): Promise<void> {
  if (GITHUB_STEP_SUMMARY === '') return
  const { markdown } = await import('../report/markdown.ts')
  addToSummary(GITHUB_STEP_SUMMARY, markdown(report))
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

function reportOf({ command, built: { config, findings, outputs }, states }: Done, world: World): Report {
  const { version, now } = world
  return {
    version,
    command,
    now,
    config: relative(repositoryOf(world), config).replaceAll(sep, '/'),
    findings,
    outputs: outputs.flatMap(({ output, entries }, index) => {
      const state = states[index]
      return state === undefined ? [] : [{ path: output.path, state, certificates: entries.length }]
    }),
  }
}

/** Where paths for machines start: the checkout of the CI, if the program was started inside of it, else where it was started. */
export function repositoryOf({ startedIn, env }: Pick<World, 'startedIn' | 'env'>): string {
  const checkouts = [env.GITHUB_WORKSPACE, env.CI_PROJECT_DIR]
  return (
    checkouts.find(folder => folder !== undefined && folder !== '' && insideOf(folder, startedIn) !== undefined) ??
    startedIn
  )
}
