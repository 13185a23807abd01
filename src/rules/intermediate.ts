import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'intermediate',
  on: 'certificate',
  severity: 'warning',
  summary: 'A trust anchor is a root',
  why: 'An intermediate is replaced more often than its root, and the clusters lose their trust on that day; servers send it, so that nodes need it nowhere.',
  fix: 'commit the root that issued it instead',
  source: 'RFC 5280 section 6.1.1 (d); house rule',
  example:
    'CN=Intermediate,O=Example,C=GB: an intermediate, issued by CN=Fixture Root,O=Example,C=GB, which is here too and suffices',
  check: ({ basicConstraints, selfIssued, issuer }, { signature }) => {
    if (basicConstraints !== 'ca' || selfIssued) return undefined
    const root = printable(issuer.text, 120) || 'nobody named'
    return signature === 'holds'
      ? `an intermediate, issued by ${root}, which is here too and suffices`
      : `an intermediate, issued by ${root}`
  },
})
