import { defineRule } from './rule.ts'

export default defineRule({
  name: 'not-a-ca',
  on: 'certificate',
  severity: 'error',
  summary: 'A certificate that somebody else issued is that of a CA',
  why: 'Clients build no chain on the certificate of a server, and it is replaced in a year or sooner.',
  fix: 'commit the certificate of the CA that issued it: openssl s_client -showcerts shows the chain; ask the owner of the CA for the root',
  source: 'RFC 5280 sections 4.2.1.9 and 6.1.4 (k)',
  example: 'CN=registry.example,O=Example,C=GB: it is an end certificate (cA=FALSE), not a CA',
  // A CA and its server may have one name, as those that people make themselves often have.
  check: ({ basicConstraints, selfIssued }, { signature }) =>
    basicConstraints === 'not-ca' && (!selfIssued || signature === 'other-key')
      ? 'it is an end certificate (cA=FALSE), not a CA'
      : undefined,
})
