import { defineRule } from './rule.ts'

export default defineRule({
  name: 'no-certificate',
  on: 'file',
  severity: 'error',
  least: 'info',
  summary: 'Every source file holds a certificate',
  why: 'A file that was meant to bring a CA and does not is found out when the first pull fails.',
  fix: 'delete it, or leave it out of `sources`',
  source: 'house rule',
  example: 'a web page (HTML), perhaps a login page saved in place of the certificate',
})
