import { defineRule } from './rule.ts'

export default defineRule({
  name: 'forbidden-waiver',
  on: 'waiver',
  severity: 'error',
  summary: 'Only what concerns one certificate is waived',
  why: 'A private key or a damaged block cannot be excused, and a rule about files or sets knows no certificate.',
  fix: 'remove the waiver, and mend what it was to cover',
  source: 'house rule',
  example: 'waivers[0] would cover damaged-block, which cannot be waived',
})
