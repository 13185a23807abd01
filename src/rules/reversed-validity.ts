import { day } from '../inspect/describe.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'reversed-validity',
  on: 'certificate',
  severity: 'error',
  summary: 'A certificate begins before it ends',
  why: 'It is valid on no day at all.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'RFC 5280 section 4.1.2.5',
  example: 'CN=Reversed,O=Example,C=GB: it ends on 2039-12-31, before it begins on 2040-01-01',
  check: ({ notBefore, notAfter }) =>
    notAfter < notBefore ? `it ends on ${day(notAfter)}, before it begins on ${day(notBefore)}` : undefined,
})
