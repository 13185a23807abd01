import { defineRule } from './rule.ts'

export default defineRule({
  name: 'private-key',
  on: 'block',
  severity: 'error',
  least: 'error',
  summary: 'A trust set holds certificates, never a private key',
  why: 'Whoever can read the repository, its forks or its CI logs can then sign as that server or CA.',
  fix: 'remove the key from the repository, treat it as leaked, and replace it',
  source: 'RFC 7468 sections 10 and 11; house rule',
  example: 'a private key (PEM, PRIVATE KEY)',
})
