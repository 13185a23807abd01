import { plural } from '../plural.ts'
import { printable } from '../printable.ts'
import type { Problem } from '../run-error.ts'
import { type Issue, issuesOf, type Report, waiverText } from './report.ts'

/** GitHub shows ten annotations of each level a step, and drops the rest (docs.github.com, workflow commands). */
const SHOWN = 10

type Level = 'error' | 'warning' | 'notice'

const LEVELS = { error: 'error', warning: 'warning', info: 'notice' } as const

/** Workflow commands that GitHub Actions turns into annotations, and one plain line about those it would drop. */
export function github(report: Report): string {
  const commands: Record<Level, string[]> = { error: [], warning: [], notice: [] }
  for (const issue of issuesOf(report)) commands[levelOf(issue)].push(issueCommand(issue))
  const { error, warning, notice } = commands
  const shown = [error, warning, notice].flatMap(list => list.slice(0, SHOWN))
  const rest = Object.entries(commands).filter(([, { length }]) => length > SHOWN)
  const left = rest.map(
    ([level, { length }]) => `${length - SHOWN} more ${plural(length - SHOWN, level).split(' ')[1]}`,
  )
  const line = left.length === 0 ? '' : `and ${left.join(', ')}, without annotations: GitHub shows ${SHOWN} of each\n`
  return shown.join('') + line
}

/** What keeps the program from working, as annotations; `folder` leads from the repository to the configuration's. */
export const githubProblems = (problems: readonly Problem[], folder: string): string =>
  problems
    .map(({ where, message, fix }) => {
      const [, path = where, line] = /^(.*):(\d+)$/s.exec(where ?? '') ?? []
      const file = path === undefined || path.startsWith('/') ? path : folder + path
      return command('error', { file, line, title: 'tks-trust' }, [
        message,
        ...(fix === undefined ? [] : `fix: ${fix}`.split('\n')),
      ])
    })
    .join('')

const levelOf = ({ severity, waiver }: Issue): Level => (waiver === undefined ? LEVELS[severity] : 'notice')

function issueCommand(issue: Issue): string {
  const { rule, message, fix, path, line, waiver } = issue
  const properties = { file: path, line: line === undefined ? undefined : String(line), title: `tks-trust: ${rule}` }
  const said = waiver === undefined ? `fix: ${fix}` : `waived ${waiverText(waiver)}`
  return command(levelOf(issue), properties, [message, said])
}

function command(
  level: Level,
  properties: Readonly<Record<string, string | undefined>>,
  lines: readonly string[],
): string {
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapedProperty(printable(value, 400))}`],
  )
  const message = lines.map(line => printable(line, 1000)).join('\n')
  return `::${level} ${given.join(',')}::${escapedData(message)}\n`
}

/** As `escapeData` of actions/toolkit, packages/core/src/command.ts. */
const escapedData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** As `escapeProperty` there. */
const escapedProperty = (text: string): string => escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
