import { defineRule } from './rule.ts'

export default defineRule({
  name: 'unused-waiver',
  on: 'waiver',
  severity: 'warning',
  summary: 'A waiver covers something',
  why: 'The certificate has gone or is better now; what is left could cover something else one day.',
  fix: 'remove it',
  source: 'house rule',
  example: 'waivers[0] covers nothing: no finding of old-version for 0e4f251a7290522f',
})
