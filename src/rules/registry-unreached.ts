import { defineRule } from './rule.ts'

export default defineRule({
  name: 'registry-unreached',
  on: 'registry',
  severity: 'error',
  summary: 'A registry that is to be verified shows its certificates',
  why: 'Nothing is known of a registry that does not answer, or does not speak TLS.',
  fix: 'check the name and the port, and whether a proxy or a firewall is on the way; with a captured chain it works offline',
  source: 'house rule',
  example: 'harbor.corp.example:443: nothing listens there',
})
