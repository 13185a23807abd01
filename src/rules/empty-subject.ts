import { defineRule } from './rule.ts'

export default defineRule({
  name: 'empty-subject',
  on: 'certificate',
  severity: 'error',
  summary: 'A CA has a subject',
  why: 'A certificate that it issued names no issuer, so that no client finds its way to it.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'RFC 5280 sections 4.1.2.4 and 4.1.2.6',
  example: 'no subject, serial 40b0c44298fc1c14: its subject is empty',
  check: ({ subject }) => (subject.attributes.length === 0 ? 'its subject is empty' : undefined),
})
