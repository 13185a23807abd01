import { plural } from '../plural.ts'
import { type Descriptor, descriptorOf } from './descriptor.ts'
import { folded, table, withinShare } from './markdown-parts.ts'
import { code, prose } from './markdown-text.ts'
import {
  countsOf,
  countText,
  fromRepository,
  type Issue,
  issuesOf,
  placeOf,
  type Report,
  waiverText,
} from './report.ts'
import { WORDS } from './style.ts'

/** A comment on GitHub holds 65,536 characters; what does not fit into its share is counted. */
const SHARES = { table: 30_000, folded: 12_000, fixes: 12_000, outputs: 6_000 } as const

/**
 * A comment for a review: a table of what must be looked at, and below it, folded, what can be. The first line is a mark
 * by which a script finds its comment of last time.
 */
export function markdown(report: Report): string {
  const issues = issuesOf(report)
  const serious = issues.filter(({ severity, waiver }) => waiver === undefined && severity !== 'info')
  const notes = issues.filter(({ severity, waiver }) => waiver === undefined && severity === 'info')
  const waived = issues.filter(({ waiver }) => waiver !== undefined)
  const parts = [
    `<!-- tks-trust: ${report.config.replace(/[^\w./]/g, '_')} -->`,
    `### tks-trust ${report.command}: ${headline(report, serious)}`,
    table(['', 'place', 'what', 'rule'], serious.map(row), SHARES.table),
    table(['output', '', 'certificates'], outputRows(report), SHARES.outputs),
    folded('What to do', fixes(serious)),
    folded(plural(notes.length, 'note'), table(['', 'place', 'what', 'rule'], notes.map(row), SHARES.folded)),
    folded(`${waived.length} waived`, table(['place', 'what', 'rule', 'waived'], waived.map(waivedRow), SHARES.folded)),
  ]
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

function headline({ findings, outputs }: Report, serious: readonly Issue[]): string {
  const drifted = outputs.filter(({ state }) => state === 'differs' || state === 'missing').length
  const told = [countText(countsOf(findings)), drifted === 0 ? '' : `${plural(drifted, 'output')} out of date`]
  const said = told.filter(text => text !== '').join(', ')
  return serious.length === 0 && said === '' ? 'nothing to report' : said
}

const row = (issue: Issue): string[] => [
  issue.severity === 'error' ? '**error**' : WORDS[issue.severity],
  code(placeOf(issue)),
  prose(issue.message),
  issue.rule,
]

const waivedRow = (issue: Issue): string[] => [
  code(placeOf(issue)),
  prose(issue.message),
  issue.rule,
  issue.waiver === undefined ? '' : prose(waiverText(issue.waiver)),
]

const outputRows = ({ config, outputs }: Report): string[][] =>
  outputs.map(({ path, state, certificates }) => [
    code(fromRepository(config, path)),
    state.replaceAll('-', ' '),
    String(certificates),
  ])

/** What to do, each thing once: the advice of the findings, with the reason that the rule gives. */
function fixes(issues: readonly Issue[]): string {
  const items = new Set(
    issues.map(({ rule, fix }) => {
      const { why }: Descriptor = descriptorOf(rule)
      return `- **${rule}**: ${prose(fix)}. ${prose(why)}`
    }),
  )
  const { fitting, left } = withinShare([...items], SHARES.fixes)
  return fitting.join('\n') + left
}
