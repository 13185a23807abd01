import { defineRule } from './rule.ts'

export default defineRule({
  name: 'proxy-credentials',
  on: 'config',
  severity: 'warning',
  summary: 'A proxy URL holds no password',
  why: 'The manifest is committed, and everybody who can read the repository can read the password.',
  fix: 'use a proxy that needs no credentials from the Supervisor network',
  source: 'house rule',
  example: 'outputs[0].spec.proxy.httpProxy holds a user name or password',
})
