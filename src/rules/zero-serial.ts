import { defineRule } from './rule.ts'

export default defineRule({
  name: 'zero-serial',
  on: 'certificate',
  severity: 'info',
  summary: 'A serial number is more than zero',
  why: 'Tools that tell certificates apart by issuer and serial number mix it up with others of the kind.',
  fix: 'nothing to do here; a renewed CA should have a random serial number',
  source: 'RFC 5280 section 4.1.2.2',
  example: 'CN=Zero,O=Example,C=GB: its serial number is zero',
  check: ({ serial }) => (/^0+$/.test(serial) ? 'its serial number is zero' : undefined),
})
