import { defineRule } from './rule.ts'

export default defineRule({
  name: 'over-long-waiver',
  on: 'waiver',
  severity: 'error',
  summary: 'A waiver ends within 365 days',
  why: 'What is waived for ever is a rule turned off for one certificate, and nobody looks at it again.',
  fix: 'set until to a day within a year; it can be renewed then',
  source: 'house rule',
  example: 'waivers[0] ends on 2027-06-16, more than 365 days ahead',
})
