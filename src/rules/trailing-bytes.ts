import { defineRule } from './rule.ts'

export default defineRule({
  name: 'trailing-bytes',
  on: 'block',
  severity: 'error',
  least: 'info',
  summary: 'Nothing follows the end of the certificate',
  why: 'Some readers take the extra octets for part of the certificate, others refuse it: the fingerprint becomes a matter of opinion.',
  fix: 'openssl x509 -in FILE -out ca.crt',
  source: 'X.690 section 10',
  example: '1 octet after the end of the DER (it calls itself C=GB, O=Example, CN=Fixture Root, valid to 2040-01-01)',
})
