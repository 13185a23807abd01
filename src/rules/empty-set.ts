import { defineRule } from './rule.ts'

export default defineRule({
  name: 'empty-set',
  on: 'set',
  waivable: false,
  severity: 'error',
  summary: 'An output holds at least one certificate',
  why: 'A manifest without certificates takes trust away from every cluster that is built or updated after it.',
  fix: 'put a CA certificate into the folder, or correct the patterns that choose its files',
  source: 'house rule',
  example: 'no certificate is left for this output',
  check: entries => (entries.length === 0 ? [{ message: 'no certificate is left for this output' }] : []),
})
