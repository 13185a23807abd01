import { defineRule } from './rule.ts'

export default defineRule({
  name: 'file-link',
  on: 'file',
  severity: 'error',
  least: 'info',
  summary: 'A symbolic link stays inside the folder',
  why: 'What it points to is not in the repository, so that the next checkout makes another manifest.',
  fix: 'replace the link by a copy of the file',
  source: 'house rule',
  example: 'a symbolic link that leads out of the folder',
})
