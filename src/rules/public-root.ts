import { isPublicRoot } from '../inspect/public-roots.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'public-root',
  on: 'certificate',
  severity: 'info',
  summary: 'A CA is not one that every node trusts already',
  why: 'Nodes have the public roots of Mozilla; one more entry is one more to look after.',
  fix: 'remove it, unless the nodes have been stripped of their public roots',
  source: "Mozilla's list as Node.js has it (tls.rootCertificates)",
  example:
    "CN=ISRG Root X2,O=Internet Security Research Group,C=US: one of Mozilla's public roots, which nodes trust already",
  check: ({ id }) => (isPublicRoot(id) ? "one of Mozilla's public roots, which nodes trust already" : undefined),
})
