import { day } from '../inspect/describe.ts'
import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

const SUCCESSOR =
  'ask the owner of the CA for its successor, commit that, and remove this one when all servers have moved'

export default defineRule({
  name: 'expired',
  on: 'certificate',
  severity: 'error',
  summary: 'A certificate has not expired',
  why: 'Clients refuse every chain that ends in it. What the committed output already holds is a warning only: nobody is blocked because a day has passed.',
  fix: 'ask the owner of the CA for its successor; to keep this one all the same, waive it with reason and end',
  source: 'RFC 5280 section 6.1.3 (a) (2)',
  example: 'CN=Expired,O=Example,C=GB: it expired on 2026-06-15, and is new to tks.yaml',
  check: ({ notAfter }, { now, isCommitted, output }) => {
    if (notAfter >= now) return undefined
    if (!isCommitted) return `it expired on ${day(notAfter)}, and is new to ${printable(output)}`
    return { message: `it expired on ${day(notAfter)}`, severity: 'warning', fix: SUCCESSOR }
  },
})
