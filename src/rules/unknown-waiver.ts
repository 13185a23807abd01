import { defineRule } from './rule.ts'

export default defineRule({
  name: 'unknown-waiver',
  on: 'waiver',
  severity: 'error',
  summary: 'A waiver names a rule that exists',
  why: 'It covers nothing, and whoever wrote it believes otherwise.',
  fix: 'tks-trust rules lists the names',
  source: 'house rule',
  example: 'waivers[0] names the rule small-rsa-keys, which there is not',
})
