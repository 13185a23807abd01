import { defineRule } from './rule.ts'

export default defineRule({
  name: 'unmatched-pattern',
  on: 'file',
  severity: 'warning',
  summary: 'Every pattern of the configuration matches a file',
  why: 'A misspelt pattern loses every CA that it was meant to find.',
  fix: 'correct the pattern, or remove it from the configuration',
  source: 'house rule',
  example: 'the pattern certs/*.crf matches no file',
})
