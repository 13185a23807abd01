import { defineRule } from './rule.ts'

const SAID = {
  'issuer-fails': "no certificate of its issuer's name here verifies its signature",
  'unknown-algorithm': 'its signature algorithm cannot be checked here',
} as const

export default defineRule({
  name: 'unchecked-signature',
  on: 'certificate',
  severity: 'warning',
  summary: 'The signature of a certificate can be checked',
  why: 'A changed octet would go unseen: a root proves itself, an intermediate is proved by its issuer.',
  fix: 'add the root that issued it, or compare its SHA-256 with the one that the CA publishes',
  source: 'RFC 5280 section 6.1.3 (a) (1); house rule',
  example: "CN=Wrong Issuer,O=Example,C=GB: no certificate of its issuer's name here verifies its signature",
  check: (_, { signature }) =>
    signature === 'issuer-fails' || signature === 'unknown-algorithm' ? SAID[signature] : undefined,
})
