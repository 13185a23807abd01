import { defineRule } from './rule.ts'

export default defineRule({
  name: 'signature-algorithm-mismatch',
  on: 'certificate',
  severity: 'error',
  summary: 'A certificate names the same signature algorithm inside and outside',
  why: 'Go and OpenSSL refuse it: the one outside is not signed, and could have been changed.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'RFC 5280 section 4.1.1.2',
  example: 'CN=Two Algorithms,O=Example,C=GB: the signature algorithms inside and outside of its signed part differ',
  check: ({ signature: { consistent } }) =>
    consistent ? undefined : 'the signature algorithms inside and outside of its signed part differ',
})
