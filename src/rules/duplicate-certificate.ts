import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'duplicate-certificate',
  on: 'set',
  severity: 'warning',
  summary: 'A certificate stands in one place only',
  why: 'It is written once all the same, but whoever removes one of the copies believes that the CA is gone.',
  fix: 'delete all copies but one',
  source: 'house rule',
  example: 'CN=One,O=Example,C=GB: the same certificate stands in certs/breaks.pem:2 and certs/breaks.pem:14',
  check: entries =>
    entries.flatMap(entry => {
      const places = [...new Set(entry.origins.map(({ path, line }) => `${printable(path)}:${line}`))]
      return places.length < 2 ? [] : [{ entry, message: `the same certificate stands in ${places.join(' and ')}` }]
    }),
})
