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

/** YAML to be pasted into a configuration; what stands in angle brackets is to be filled in. */
function configuring({ name, severity, least, options }: Rule): string {
  const choices = SEVERITIES.slice(least === undefined ? 0 : SEVERITIES.indexOf(least))
  const other = severity === 'warning' ? 'error' : 'warning'
  const plain = choices.find(choice => choice === other) ?? severity
  const settings = Object.entries(options ?? {})
    .map(setting)
    .join(', ')
  const value = options === undefined ? plain : `[${severity}, { ${settings} }]`
  const about =
    choices.length === 1
      ? `never less than ${severity}`
      : [...(least === undefined ? ['off'] : []), ...choices].join(', ')
  return `  rules:\n    # ${about}\n    ${name}: ${value}\n`
}

const setting = ([name, { default: value }]: [string, Option]): string =>
  `${name}: ${typeof value === 'number' ? value : "['<SHA-256>']"}`

const SEVERITIES = ['info', 'warning', 'error'] as const

const waiving = (name: string, now: string): string => `  waivers:
    - rule: ${name}
      certificate: <SHA-256, which tks-trust inspect shows>
      reason: <why this certificate may break the rule>
      owner: <who answers for it>
      until: '${addDays(now, WAIVED_DAYS).slice(0, 10)}'
`
