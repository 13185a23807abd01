import { extensionName } from '../inspect/extension-names.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'duplicate-extension',
  on: 'certificate',
  severity: 'error',
  summary: 'An extension stands once',
  why: 'Go refuses to load the certificate; others may read either of the two.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'RFC 5280 section 4.2',
  example: 'CN=Twice,O=Example,C=GB: its extension subjectKeyIdentifier stands twice',
  check: ({ extensions }) => {
    const twice = extensions.find(({ id }, index) => extensions.findIndex(other => other.id === id) < index)
    return twice === undefined ? undefined : `its extension ${extensionName(twice.id)} stands twice`
  },
})
