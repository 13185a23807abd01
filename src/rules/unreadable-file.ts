import { defineRule } from './rule.ts'

export default defineRule({
  name: 'unreadable-file',
  on: 'file',
  severity: 'error',
  least: 'info',
  summary: 'Every source file can be read',
  why: 'A file that is left out because it cannot be read is a CA that is lost.',
  fix: 'check the permissions of the file',
  source: 'house rule',
  example: 'not a regular file',
})
