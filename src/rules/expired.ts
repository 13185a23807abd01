import { day } from '../inspect/describe.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'expired',
  on: 'certificate',
  severity: 'warning',
  summary: 'A certificate has not expired',
  why: 'Clients refuse every chain that ends in it, so that the entry only costs room and hides the missing successor.',
  fix: 'ask the owner of the CA for its successor, commit that, and remove this one when all servers have moved',
  source: 'RFC 5280 section 6.1.3 (a) (2)',
  check: ({ notAfter }, { now }) => (notAfter < now ? `it expired on ${day(notAfter)}` : undefined),
})
