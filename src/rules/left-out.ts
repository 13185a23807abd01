import { defineRule } from './rule.ts'

export default defineRule({
  name: 'left-out',
  on: 'block',
  severity: 'info',
  summary: 'What is left out is said',
  why: 'A revocation list or another key of a Secret beside the certificates is of no use to a node.',
  fix: 'nothing to do',
  source: 'house rule',
  example: 'the key user holds no certificate',
})
