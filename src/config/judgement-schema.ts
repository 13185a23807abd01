import type { JsonSchema } from '../json-schema.ts'
import { RULES } from '../rules/index.ts'
import type { Options, Rule } from '../rules/rule.ts'

/** From the least to the most. */
const SEVERITIES = ['info', 'warning', 'error'] as const

/** `off`, a severity, or a list of a severity and options; for a rule with `least` no less than that. */
function ruleSchema({ summary, least, options }: Rule): JsonSchema {
  const from = least === undefined ? 0 : SEVERITIES.indexOf(least)
  const severities: string[] = SEVERITIES.slice(from)
  const word: JsonSchema = { enum: least === undefined ? ['off', ...severities] : severities }
  const description = `${summary}.`
  if (options === undefined) return { description, ...word }
  return {
    description,
    if: { type: 'array' },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      type: 'array',
      minItems: 2,
      maxItems: 2,
      items: [{ enum: severities }, optionsSchema(options)],
      $comment: 'a severity and options',
    },
    else: { ...word, $comment: `${(word.enum ?? []).join(', ')}, or a list of a severity and options` },
  }
}

const optionsSchema = (options: Options): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(options).map(([name, { summary, schema }]) => [name, { description: summary, ...schema }]),
  ),
})

export const rulesSchema = (): JsonSchema => ({
  description: 'Severities and options of rules; `tks-trust rules` lists them.',
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(RULES.map(rule => [rule.name, ruleSchema(rule)])),
})

/** What is incomplete or unknown here is a finding at its line, not a refusal: editors know more than the program asks. */
export const waiversSchema = (): JsonSchema => ({
  description: 'What single certificates may break, for a while.',
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    properties: {
      rule: { description: 'A rule about single certificates; `tks-trust rules` lists them.', type: 'string' },
      certificate: {
        description: 'SHA-256 of the certificate in hexadecimal, with or without colons.',
        type: 'string',
      },
      reason: { description: 'Why this certificate may break the rule.', type: 'string' },
      owner: { description: 'Who answers for it.', type: 'string' },
      until: { description: 'The last day, YYYY-MM-DD, UTC; at most 365 days ahead.', type: 'string' },
    },
  },
})
