import { defineRule } from './rule.ts'

export default defineRule({
  name: 'ignored-file',
  on: 'file',
  severity: 'warning',
  summary: 'A file with the name of a certificate, key or store matches a pattern',
  why: 'A CA saved under another ending than the patterns have is lost, and a key beside the certificates goes unnoticed.',
  fix: "add its ending to `sources`, or leave it out there with a pattern that begins with '!'",
  source: 'house rule',
  example: 'no pattern of `sources` matches it',
})
