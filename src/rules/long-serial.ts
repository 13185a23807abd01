import { defineRule } from './rule.ts'

export default defineRule({
  name: 'long-serial',
  on: 'certificate',
  severity: 'warning',
  summary: 'A serial number has at most 20 octets',
  why: 'Readers need not understand longer ones.',
  fix: 'nothing to do here; a renewed CA should have a shorter one',
  source: 'RFC 5280 section 4.1.2.2',
  example: 'CN=Long,O=Example,C=GB: its serial number has 21 octets',
  check: ({ serial }) => (serial.length > 40 ? `its serial number has ${serial.length / 2} octets` : undefined),
})
