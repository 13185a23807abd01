import { defineRule } from './rule.ts'

export default defineRule({
  name: 'not-der',
  on: 'block',
  severity: 'error',
  least: 'info',
  summary: 'A certificate is encoded in DER',
  why: 'Go programs, containerd among them, refuse BER, and re-encoding it would break the signature.',
  fix: 'ask the CA for a certificate in DER',
  source: 'X.690 section 10; RFC 5280 section 4.1',
  example:
    'not what it should be at octet 0: a length in more octets than needed (BER) (it calls itself C=GB, O=Example, CN=Fixture Root, valid to 2040-01-01)',
})
