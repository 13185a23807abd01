import { defineRule } from './rule.ts'

export default defineRule({
  name: 'empty-file',
  on: 'file',
  severity: 'error',
  least: 'info',
  summary: 'A source file is not empty',
  why: 'An interrupted download or a failed redirection leaves an empty file where a CA should be.',
  fix: 'put a certificate into it, or delete it',
  source: 'house rule',
  example: 'the file is empty',
})
