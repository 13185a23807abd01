import { defineRule } from './rule.ts'

export default defineRule({
  name: 'missing-cert-sign',
  on: 'certificate',
  severity: 'error',
  summary: 'The keyUsage of a CA allows it to sign certificates',
  why: 'Clients accept no certificate that a key without keyCertSign has signed.',
  fix: 'ask the owner of the CA for the certificate whose keyUsage has keyCertSign: this one is for something else',
  source: 'RFC 5280 section 4.2.1.3',
  example: 'CN=Signs Lists Only,O=Example,C=GB: its keyUsage is digitalSignature, cRLSign, without keyCertSign',
  check: ({ basicConstraints, keyUsage }) =>
    basicConstraints === 'ca' && keyUsage?.includes('keyCertSign') === false
      ? `its keyUsage is ${keyUsage.join(', ') || 'empty'}, without keyCertSign`
      : undefined,
})
