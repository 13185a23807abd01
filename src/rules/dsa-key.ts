import { defineRule } from './rule.ts'

export default defineRule({
  name: 'dsa-key',
  on: 'certificate',
  severity: 'error',
  summary: 'A key is not DSA',
  why: 'TLS 1.3 and Go have no DSA: no client can check what it signed.',
  fix: 'ask the owner of the CA for one with an RSA or ECDSA key',
  source: 'RFC 8446 section 4.2.3; FIPS 186-5',
  example: 'CN=DSA,O=Example,C=GB: its key is DSA',
  check: ({ key: { label } }) => (label === 'DSA' ? 'its key is DSA' : undefined),
})
