import { defineRule } from './rule.ts'

export default defineRule({
  name: 'negative-serial',
  on: 'certificate',
  severity: 'error',
  summary: 'A serial number is not negative',
  why: 'Go refuses to load such a certificate since 1.23, so that containerd trusts nothing that it issued.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'RFC 5280 section 4.1.2.2; Go 1.23 release notes, crypto/x509',
  example: 'CN=Minus One,O=Example,C=GB: its serial number is negative (ff)',
  check: ({ serial }) =>
    /^[89a-f]/.test(serial) ? `its serial number is negative (${serial.slice(0, 40)})` : undefined,
})
