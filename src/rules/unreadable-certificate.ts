import { defineRule } from './rule.ts'

export default defineRule({
  name: 'unreadable-certificate',
  on: 'block',
  severity: 'error',
  least: 'info',
  summary: 'A certificate has the structure of RFC 5280',
  why: 'A node that cannot read an entry fails while it is built, or leaves the entry out.',
  fix: 'ask the CA for a new copy of the certificate',
  source: 'RFC 5280 section 4.1',
  example:
    'not an X.509 certificate as RFC 5280 has it: the version is neither 1, 2 nor 3 (it calls itself C=GB, O=Example, CN=Shaped, valid to 2040-01-01)',
})
