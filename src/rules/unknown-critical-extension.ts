import { extensionName } from '../inspect/extension-names.ts'
import type { Certificate } from '../model.ts'
import { printable } from '../printable.ts'
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

const [ALTERNATIVE_NAMES, NAME_CONSTRAINTS] = ['2.5.29.17', '2.5.29.30']

/** Kinds of names that Go's verifier knows; in particular directory names are not among them. */
const KNOWN = /^(?:DNS|email|IP|URI):/

/** A name for whose sake Go counts an extension among those that it does not understand. */
function unknownName(id: string, { nameConstraints, subjectAltNames = [] }: Certificate): string | undefined {
  if (id === ALTERNATIVE_NAMES)
    return subjectAltNames.some(name => KNOWN.test(name)) ? undefined : (subjectAltNames[0] ?? 'nobody')
  if (id !== NAME_CONSTRAINTS || nameConstraints === undefined) return undefined
  return [...nameConstraints.permitted, ...nameConstraints.excluded].find(name => !KNOWN.test(name))
}

export default defineRule({
  name: 'unknown-critical-extension',
  on: 'certificate',
  severity: 'error',
  summary: 'Every critical extension of a CA is one that clients know',
  why: 'A client must refuse what it does not understand when it is critical; Go does so for roots too, and fails every chain.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'RFC 5280 section 4.2; Go crypto/x509 Certificate.isValid',
  example: 'CN=Critical,O=Example,C=GB: nobody need understand its critical extension 1.3.6.1.4.1.99999.1',
  check: certificate => {
    const critical = certificate.extensions.filter(extension => extension.critical)
    for (const { id } of critical) {
      const name = unknownName(id, certificate)
      if (name !== undefined)
        return `Go does not know what its critical ${extensionName(id)} says of ${printable(name, 80)}`
    }
    const unknown = critical.filter(({ id }) => !UNDERSTOOD.has(id))
    if (unknown.length === 0) return undefined
    return `nobody need understand its critical extension ${unknown.map(({ id }) => extensionName(id)).join(', ')}`
  },
})
