import { extensionName } from '../inspect/extension-names.ts'
import { unhandledExtensions } from '../inspect/go/unhandled.ts'
import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

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
    const unhandled = unhandledExtensions(certificate)
    const named = unhandled.find(({ name }) => name !== undefined)
    if (named?.name !== undefined)
      return `Go does not know what its critical ${extensionName(named.id)} says of ${printable(named.name, 80)}`
    if (unhandled.length === 0) return undefined
    return `nobody need understand its critical extension ${unhandled.map(({ id }) => extensionName(id)).join(', ')}`
  },
})
