import { nearest } from '../nearest.ts'
import { explanation } from '../report/explanation.ts'
import { RULES } from '../rules/index.ts'
import type { Rule } from '../rules/rule.ts'
import { RunError } from '../run-error.ts'
import type { Outcome, World } from './command.ts'
import { configuredLaw } from './configured-law.ts'
import type { SurveyFlags } from './survey.ts'

/** Says all about the rules that were named. @throws {RunError} with every name that is none */
export async function run(world: World, flags: SurveyFlags, operands: readonly string[]): Promise<Outcome> {
  const named = [...new Set(operands)].map(word => RULES.find(({ name }) => name === word) ?? word)
  const unknown = named.filter(rule => typeof rule === 'string')
  if (unknown.length > 0) throw new RunError(unknown.map(problem))
  const rules: Rule[] = named.filter(rule => typeof rule !== 'string')
  const law = await configuredLaw(world, flags)
  const look = { style: world.style('out'), columns: world.columns() }
  return { code: 0, out: rules.map(rule => explanation(rule, law, world.now, look)).join('\n') }
}

function problem(word: string) {
  const near = nearest(
    word,
    RULES.map(({ name }) => name),
  )
  const fix = near === undefined ? 'tks-trust rules lists them' : `did you mean ${near}? tks-trust rules lists them`
  return { message: `there is no rule ${word}`, fix }
}
