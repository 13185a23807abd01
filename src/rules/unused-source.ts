import { defineRule } from './rule.ts'

export default defineRule({
  name: 'unused-source',
  on: 'file',
  severity: 'warning',
  summary: 'Every source goes into an output',
  why: 'A CA that no output includes is trusted nowhere.',
  fix: 'include it in an output, or take it out of `sources`',
  source: 'house rule',
  example: 'no output includes this file',
})
