import { defineRule } from './rule.ts'

export default defineRule({
  name: 'old-version',
  on: 'certificate',
  severity: 'error',
  summary: 'A certificate is of version 3',
  why: 'Versions 1 and 2 have no extensions, so that nothing says whether this is a CA; Kubernetes trust bundles refuse them.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'RFC 5280 section 4.1.2.1; Kubernetes ClusterTrustBundle validation',
  example: 'CN=Version One,O=Example,C=GB: it is of version 1',
  check: ({ version, extensions }) => {
    if (version === 3) return undefined
    return `it is of version ${version}${extensions.length === 0 ? '' : ', though it has extensions, which Go passes over'}`
  },
})
