import { defineRule } from './rule.ts'

export default defineRule({
  name: 'unused-waiver',
  on: 'waiver',
  severity: 'warning',
  summary: 'A waiver covers something',
  why: 'The certificate has gone or is better now; what is left could cover something else one day.',
  fix: 'remove it',
  source: 'house rule',
  example: '',
})
