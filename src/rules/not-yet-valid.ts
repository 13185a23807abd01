import { day } from '../inspect/describe.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'not-yet-valid',
  on: 'certificate',
  severity: 'warning',
  summary: 'A certificate is valid already',
  why: 'Clients refuse every chain that ends in it until its first day.',
  fix: 'keep the CA that is valid today beside it until then',
  source: 'RFC 5280 section 6.1.3 (a) (2)',
  example: 'CN=Begins,O=Example,C=GB: it is not valid before 2026-06-15',
  check: ({ notBefore }, { now }) => (notBefore > now ? `it is not valid before ${day(notBefore)}` : undefined),
})
