import { extensionName } from '../inspect/extension-names.ts'
import { defineRule } from './rule.ts'

/** Those that Go's verifier understands; of critical key identifiers see `go-cannot-load`. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  '2.5.29.14',
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.19',
  '2.5.29.30',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.33',
  '2.5.29.35',
  '2.5.29.36',
  '2.5.29.37',
  '2.5.29.54',
])

export default defineRule({
  name: 'unknown-critical-extension',
  on: 'certificate',
  severity: 'error',
  summary: 'Every critical extension of a CA is one that clients know',
  why: 'A client must refuse what it does not understand when it is critical; Go does so for roots too, and fails every chain.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'RFC 5280 section 4.2; Go crypto/x509 Certificate.isValid',
  example: 'CN=Critical,O=Example,C=GB: nobody need understand its critical extension 1.3.6.1.4.1.99999.1',
  check: ({ extensions }) => {
    const unknown = extensions.filter(({ id, critical }) => critical && !UNDERSTOOD.has(id))
    if (unknown.length === 0) return undefined
    return `nobody need understand its critical extension ${unknown.map(({ id }) => extensionName(id)).join(', ')}`
  },
})
