import { defineRule } from './rule.ts'

export default defineRule({
  name: 'small-rsa-key',
  on: 'certificate',
  severity: 'error',
  summary: 'An RSA key has at least 2048 bits',
  why: 'Shorter keys are within reach of an attacker, and current TLS libraries refuse them.',
  fix: 'ask the owner of the CA for its successor; where it has to stay, waive it with reason and end',
  source: 'NIST SP 800-131A Rev. 2 section 3; CA/Browser Forum Baseline Requirements 6.1.5',
  example: 'CN=RSA 1024,O=Example,C=GB: its RSA key has 1024 bits',
  options: {
    bits: {
      summary: 'the least number of bits',
      schema: { type: 'integer', minimum: 512, maximum: 16384 },
      default: 2048,
    },
  },
  check: ({ key: { rsa } }, _, { bits }) =>
    rsa !== undefined && rsa.bits < bits ? `its RSA key has ${rsa.bits} bits` : undefined,
})
