import { defineRule } from './rule.ts'

export default defineRule({
  name: 'incomplete-waiver',
  on: 'waiver',
  severity: 'error',
  summary: 'A waiver has a rule, a certificate, a reason, an owner and a last day',
  why: 'Without them nobody knows later whether it may go.',
  fix: 'write rule, certificate (SHA-256), reason, owner and until (YYYY-MM-DD)',
  source: 'house rule',
  example: 'waivers[0] has no reason',
})
