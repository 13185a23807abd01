import type { Law } from '../law.ts'
import { RULES } from '../rules/index.ts'
import type { Rule } from '../rules/rule.ts'
import { isWaivable } from '../waivers.ts'
import { SCHEMA_VERSION } from './json.ts'
import { jsonText } from './json-text.ts'
import { WORDS } from './style.ts'
import { type Column, table } from './table.ts'
import type { Look } from './tree.ts'

/** What rules are about, in the order of the catalogue. */
export const SUBJECTS = {
  file: 'Files, and what is in them',
  block: 'Files, and what is in them',
  config: 'The configuration, and what it leads to',
  certificate: 'One certificate',
  set: 'The certificates of an output',
  output: 'An output',
  waiver: 'Waivers',
  registry: 'Registries, see tks-trust verify',
} as const satisfies Record<Rule['on'], string>

const COLUMNS: readonly Column[] = [{ head: 'rule' }, { head: 'severity' }, { head: 'wants', least: 24, wraps: true }]

/** As wide as a text that is still read with ease, where there is no terminal to fill. */
const WIDTH = 100
const WIDEST = 120

/** The rules by what they are about: what each weighs, and what it wants. */
export function catalogue(law: Law | undefined, { style, columns = WIDTH }: Look): string {
  const groups = [...new Set(Object.values(SUBJECTS))]
  const names = Math.max(...RULES.map(({ name }) => name.length))
  const parts = groups.map(group => {
    const rules = RULES.filter(({ on }) => SUBJECTS[on] === group)
    const rows = rules.map(rule => [
      rule.name.padEnd(names),
      {
        text: word(weightOf(rule, law)).padEnd(WORDS.warning.length),
        paint: (text: string) => painted(weightOf(rule, law), style) + text.slice(text.trimEnd().length),
      },
      rule.summary + defaultText(rule, law),
    ])
    return `${style.bold(group)}\n${table(COLUMNS, rows, { columns: Math.min(columns, WIDEST), indent: '  ' })}`
  })
  return `${parts.join('\n')}\n${style.dim('tks-trust explain RULE says more')}\n`
}

type Weight = Rule['severity'] | 'off'

const painted = (weight: Weight, style: Look['style']): string =>
  weight === 'off' ? style.dim('off') : style.severity(weight)

/** What a rule weighs: as the configuration says, else its default. */
const weightOf = ({ name, severity }: Rule, law: Law | undefined): Weight => law?.severityOf(name) ?? severity

/** ` (default: warning)` where the configuration says something else. */
const defaultText = (rule: Rule, law: Law | undefined): string =>
  weightOf(rule, law) === rule.severity ? '' : ` (default: ${WORDS[rule.severity]})`

/** `off (default: warning)` */
export const severityText = (rule: Rule, law: Law | undefined): string =>
  word(weightOf(rule, law)) + defaultText(rule, law)

const word = (severity: Weight): string => (severity === 'off' ? 'off' : WORDS[severity])

/** The catalogue as one JSON object. */
export function catalogueJson(law: Law | undefined, version: string): string {
  return jsonText({
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'tks-trust', version },
    command: 'rules',
    rules: RULES.map(rule => {
      const { name, on, severity, least, summary, why, fix, source, example, options = {} } = rule
      return {
        name,
        on,
        severity,
        configured: law?.severityOf(name) ?? severity,
        least: least ?? 'off',
        waivable: isWaivable(rule),
        summary,
        why,
        fix,
        source,
        example: example === '' ? undefined : example,
        options: Object.entries(options).map(([option, { summary: about, schema, default: value }]) => ({
          name: option,
          summary: about,
          schema,
          default: value,
          configured: law?.optionsOf(name)[option] ?? value,
        })),
      }
    }),
  })
}
