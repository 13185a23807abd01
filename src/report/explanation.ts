import { addDays } from '../calendar.ts'
import type { Law } from '../law.ts'
import type { Option, Rule } from '../rules/rule.ts'
import { isWaivable } from '../waivers.ts'
import { SUBJECTS, severityText } from './catalogue.ts'
import { type Fact, factsText } from './facts.ts'
import type { Look } from './tree.ts'

/** As wide as a text that is still read with ease, where there is no terminal to fill. */
const WIDTH = 100

/** How long the waiver of the example lasts: long enough for a successor to be issued. */
const WAIVED_DAYS = 90

/** All about one rule, and how to configure it. */
export function explanation(rule: Rule, law: Law | undefined, now: string, { style, columns = WIDTH }: Look): string {
  const { name, summary, on, why, fix, source, example, options = {} } = rule
  const facts: Fact[] = [
    { label: 'about', text: SUBJECTS[on].toLowerCase() },
    { label: 'severity', text: severityText(rule, law) },
    { label: 'why', text: why },
    { label: 'fix', text: fix },
    { label: 'source', text: source },
    ...(example === '' ? [] : [{ label: 'example', text: example }]),
    ...optionFacts(options),
  ]
  const head = `${style.bold(name)}: ${summary}\n`
  const yaml = [configuring(rule), ...(isWaivable(rule) ? [waiving(name, now)] : [])]
  return `${head}\n${factsText(facts, { columns, label: style.dim })}\n${yaml.join('\n')}`
}

const optionFacts = (options: Readonly<Record<string, Option>>): Fact[] =>
  Object.entries(options).map(([name, { summary, default: value }]) => ({
    label: 'option',
    text: `${name}: ${summary}; default ${typeof value === 'number' ? value : value.length === 0 ? 'none' : value.join(', ')}`,
  }))

/** YAML that may be pasted into a configuration as it is. */
function configuring({ name, severity, least, options }: Rule): string {
  const other = severity === 'warning' ? 'error' : 'warning'
  const choices = [...(least === undefined ? ['off'] : []), ...allowed(least)].join(', ')
  const value =
    options === undefined
      ? least === 'error'
        ? 'error'
        : other
      : `[${severity}, { ${Object.entries(options).map(setting).join(', ')} }]`
  return `  rules:\n    ${name}: ${value}  # ${choices}\n`
}

const setting = ([name, { default: value }]: [string, Option]): string =>
  `${name}: ${typeof value === 'number' ? value : `['${'0123456789abcdef'.repeat(4)}']`}`

const SEVERITIES = ['info', 'warning', 'error'] as const

const allowed = (least: Rule['least']): readonly string[] =>
  SEVERITIES.slice(least === undefined ? 0 : SEVERITIES.indexOf(least))

const waiving = (name: string, now: string): string => `  waivers:
    - rule: ${name}
      certificate: ${'0123456789abcdef'.repeat(4)}  # its SHA-256, see tks-trust inspect
      reason: why this certificate may break the rule
      owner: who answers for it
      until: '${addDays(now, WAIVED_DAYS).slice(0, 10)}'
`
