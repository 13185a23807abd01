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
} as const satisfies Record<Rule['on'], string>

const COLUMNS: readonly Column[] = [{ head: 'rule' }, { head: 'severity' }, { head: 'wants', least: 24, wraps: true }]

/** As wide as a text that is still read with ease, where there is no terminal to fill. */
const WIDTH = 100
const WIDEST = 120

/** The rules by what they are about: what each weighs, and what it wants. */
export function catalogue(law: Law | undefined, { style, columns = WIDTH }: Look): string {
  const groups = [...new Set(Object.values(SUBJECTS))]
  const names = Math.max(...RULES.map(({ name }) => name.length))
  const severities = Math.max(...RULES.map(rule => severityText(rule, law).length))
  const parts = groups.map(group => {
    const rules = RULES.filter(({ on }) => SUBJECTS[on] === group)
    const rows = rules.map(rule => [
      rule.name.padEnd(names),
      {
        text: severityText(rule, law).padEnd(severities),
        paint: (text: string) => text.replace(/\S+$|\S+(?= *$)/, word => painted(word, style)),
      },
      rule.summary,
    ])
    return `${style.bold(group)}\n${table(COLUMNS, rows, { columns: Math.min(columns, WIDEST), indent: '  ' })}`
  })
  return `${parts.join('\n')}\n${style.dim('tks-trust explain RULE says more')}\n`
}

const SEVERITIES = ['error', 'warning', 'info'] as const

function painted(word: string, style: Look['style']): string {
  const severity = SEVERITIES.find(known => WORDS[known] === word)
  return severity === undefined ? style.dim(word) : style.severity(severity)
}

/** `warning`, or `warning -> off` where the configuration says something else. */
export function severityText({ name, severity }: Rule, law: Law | undefined): string {
  const configured = law?.severityOf(name) ?? severity
  return configured === severity ? WORDS[severity] : `${WORDS[severity]} -> ${word(configured)}`
}

const word = (severity: Rule['severity'] | 'off'): string => (severity === 'off' ? 'off' : WORDS[severity])

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
