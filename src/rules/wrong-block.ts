import { defineRule } from './rule.ts'

export default defineRule({
  name: 'wrong-block',
  on: 'block',
  severity: 'error',
  least: 'info',
  summary: 'What stands in a source file is a certificate',
  why: 'A request, a revocation list, a key or a key store in its place means that a CA is missing from the set.',
  fix: 'commit the CA certificate itself, in PEM, DER or PKCS#7',
  source: 'RFC 7468 section 5',
  example: 'a certificate signing request (CSR), not a certificate',
})
