import { defineRule } from './rule.ts'

export default defineRule({
  name: 'pem-headers',
  on: 'block',
  severity: 'error',
  least: 'info',
  summary: 'A PEM block has no header lines',
  why: 'RFC 1421 headers announce encryption or attributes; readers on the nodes refuse or misread such a block.',
  fix: 'openssl x509 -in FILE -out ca.crt',
  source: 'RFC 7468 section 2',
  example: 'header lines inside the block (RFC 1421), which RFC 7468 forbids',
})
