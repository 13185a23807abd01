import type { Answers, Misbehaviour } from './record.ts'

const verdict = (said: string | undefined): string =>
  said === undefined ? 'not asked' : said === '' ? 'accepted' : 'refused'

/** Without what differs from run to run and says nothing: the words in front, the time, the port. */
const brief = (said: string): string =>
  said
    .replace(/^tls: failed to verify certificate: /, '')
    .replace(/current time \S+/, 'current time …')
    .replace(/(127\.0\.0\.1):\d+/g, '$1')

/** A table whose columns are aligned in plain text as well. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map(row => row.map(cell => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')))
  const widths = head.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(column === row.length - 1 ? 0 : (widths[column] ?? 0))).join(' | ')} |\n`
  const [first = [], ...rest] = cells
  return `${line(first)}${line(widths.map((width, column) => '-'.repeat(column === widths.length - 1 ? 3 : width)))}${rest.map(line).join('')}`
}

/** `verify` against the clients, server by server. */
export function answersText(all: readonly Answers[]): string {
  const [first] = all
  if (first === undefined) return ''
  const { skopeo, go } = first.clients
  const said = ({ go, remark }: Answers): string => [brief(go), remark].filter(text => text !== '').join('; ')
  const rows = all.map(answers => [
    answers.name,
    verdict(answers.skopeo),
    verdict(answers.go),
    verdict(answers.verify),
    said(answers),
  ])
  return `## ${all.length} servers\n\n${table(['server', skopeo, go, 'verify', 'what Go says'], rows)}\n${agreement(all)}`
}

function agreement(all: readonly Answers[]): string {
  const { skopeo, go } = all[0]?.clients ?? { skopeo: '', go: '' }
  const asked = all.filter(({ verify }) => verify !== undefined)
  if (asked.length === 0) return 'verify was not asked.\n'
  const against = (name: string, of: (answers: Answers) => string | undefined): string => {
    const both = asked.filter(answers => of(answers) !== undefined)
    const differ = both.filter(answers => verdict(of(answers)) !== verdict(answers.verify))
    const list = differ.map(answers => `${answers.name} (${answers.remark || 'without a reason'})`).join(', ')
    return `verify and ${name}: asked about ${both.length}, agree on ${both.length - differ.length}${list && `; differ on: ${list}`}.\n`
  }
  return against(skopeo, answers => answers.skopeo) + against(go, answers => answers.go)
}

/** What `verify` says of servers that do not behave. */
export function misbehaviourText(all: readonly Misbehaviour[]): string {
  if (all.length === 0) return ''
  const rows = all.map(({ name, said, seconds }) => [name, `${seconds.toFixed(1)} s`, said.trim()])
  return `## ${all.length} servers that do not behave\n\n${table(['server', 'after', 'what verify says'], rows)}`
}
