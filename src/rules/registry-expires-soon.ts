import { defineRule } from './rule.ts'

export default defineRule({
  name: 'registry-expires-soon',
  on: 'registry',
  severity: 'warning',
  summary: 'A registry is accepted for a while yet',
  why: 'With the first certificate that ends on the way from the registry to what is trusted, every node stops to pull.',
  fix: 'have that certificate renewed; what is trusted takes an update of the clusters to change',
  source: 'RFC 5280 section 6.1.3; house rule',
  example: 'harbor.corp.example:443 is accepted until 2026-06-30 only, when CN=harbor.corp.example ends',
  options: {
    days: { summary: 'how many days ahead', schema: { type: 'integer', minimum: 0 }, default: 30 },
  },
})
