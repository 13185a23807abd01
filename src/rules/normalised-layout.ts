import { defineRule } from './rule.ts'

export default defineRule({
  name: 'normalised-layout',
  on: 'file',
  severity: 'info',
  summary: 'A PEM file is laid out as RFC 7468 has it',
  why: 'Other tools that read the folder may trip over it; the output is the same either way, because it is made from the DER.',
  fix: 'nothing to do for the output; for other readers of the file: openssl x509 -in FILE -out FILE',
  source: 'RFC 7468 section 2',
  example: 'not laid out as RFC 7468 has it: CR line breaks',
})
