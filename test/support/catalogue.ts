import { RULES } from '../../src/rules/index.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { isWaivable } from '../../src/waivers.ts'

const GROUPS: readonly (readonly [string, (rule: Rule) => boolean])[] = [
  ['Files and blocks', ({ on }) => on === 'file' || on === 'block'],
  ['Certificates', ({ on }) => on === 'certificate'],
  ['Trust sets', ({ on }) => on === 'set'],
  ['Outputs and their spec', ({ on }) => on === 'output' || on === 'config'],
  ['Waivers', ({ on }) => on === 'waiver'],
  ['Registries', ({ on }) => on === 'registry'],
]

const cell = (text: string): string => text.replaceAll('|', '\\|')

const rows = (cells: readonly (readonly string[])[]): string =>
  cells.map(row => `| ${row.map(cell).join(' | ')} |`).join('\n')

const tableOf = (rules: readonly Rule[], linked: (name: string) => string): string =>
  rows([
    ['rule', 'default', 'what it wants'],
    ['---', '---', '---'],
    ...rules.map(({ name, severity, summary }) => [linked(name), severity, summary]),
  ])

const groups = (linked: (name: string) => string, heading: string): string =>
  GROUPS.map(([title, holds]) => `${heading} ${title}\n\n${tableOf(RULES.filter(holds), linked)}`).join('\n\n')

/** The part of the README that lists the rules. */
export const readmeTable = (): string => groups(name => `[${name}](docs/rules.md#${name})`, '####')

/** What a configuration may make of a rule, in a line. */
function settings(rule: Rule): string {
  const least = rule.least === undefined ? 'may be off' : `never less than ${rule.least}`
  return `${least}, ${isWaivable(rule) ? 'can be waived' : 'cannot be waived'}`
}

function optionLines({ options = {} }: Rule): string {
  return Object.entries(options)
    .map(([name, option]) => `- Option \`${name}\`: ${option.summary}; default \`${JSON.stringify(option.default)}\`\n`)
    .join('')
}

const section = (rule: Rule): string =>
  `### ${rule.name}

${rule.summary}. Default: **${rule.severity}**; ${settings(rule)}.

${rule.why}

- Says: \`${rule.example}\`
- Fix: ${rule.fix}
${optionLines(rule)}- Source: ${rule.source}
`

/** docs/rules.md */
export const rulesPage = (): string =>
  `# Rules

Made from the program: \`UPDATE=1 npm test\` writes this page. \`tks-trust explain RULE\` says the same.

A severity is the most that a finding of the rule weighs; some cases weigh less. \`rules\` in the configuration sets severities
and options, \`waivers\` lets single certificates pass for a while.

${groups(name => `[${name}](#${name})`, '##')}

## Every rule

${RULES.map(section).join('\n')}`
