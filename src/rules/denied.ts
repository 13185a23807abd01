import { bareHex, FINGERPRINT } from '../fingerprint.ts'
import { keyId } from '../inspect/key-id.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'denied',
  on: 'certificate',
  severity: 'error',
  waivable: false,
  summary: 'A certificate is not on the deny list',
  why: 'Somebody has decided that this CA or key must not come back.',
  fix: 'remove it; who decided so stands in the history of the configuration',
  source: 'house rule',
  example: 'CN=One,O=Example,C=GB: the configuration denies this certificate',
  options: {
    deny: {
      summary: 'SHA-256 of certificates or of their SubjectPublicKeyInfo, in hexadecimal, with or without colons',
      schema: {
        type: 'array',
        items: {
          type: 'string',
          pattern: FINGERPRINT,
          $comment: 'a SHA-256 in hexadecimal: 64 digits, with or without colons',
        },
      },
      default: [],
    },
  },
  check: (certificate, _, { deny }) => {
    if (deny.length === 0) return undefined
    const denied = deny.map(bareHex)
    if (denied.includes(certificate.id)) return 'the configuration denies this certificate'
    return denied.includes(keyId(certificate)) ? 'the configuration denies the key of this certificate' : undefined
  },
})
