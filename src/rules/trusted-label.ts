import { defineRule } from './rule.ts'

export default defineRule({
  name: 'trusted-label',
  on: 'block',
  severity: 'error',
  least: 'info',
  summary: 'A certificate is labelled CERTIFICATE, not TRUSTED CERTIFICATE',
  why: 'The OpenSSL form carries trust settings after the certificate, which every other reader drops or rejects.',
  fix: 'openssl x509 -in FILE -out ca.crt',
  source: 'openssl-x509(1), Trust Settings',
  example: 'OpenSSL TRUSTED CERTIFICATE: the trust settings after the certificate would be lost',
})
