import { defineRule } from './rule.ts'

export default defineRule({
  name: 'unchecked-signature',
  on: 'certificate',
  severity: 'info',
  summary: 'What could not be checked is said',
  why: 'The signature algorithm is one that this version of Node or tks-trust cannot verify, so damage would go unseen.',
  fix: 'compare the SHA-256 with the one that the CA publishes',
  source: 'house rule',
  check: (_, { signature }) =>
    signature === 'unchecked' ? 'its signature algorithm cannot be checked here' : undefined,
})
