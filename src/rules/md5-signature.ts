import { signedWith } from '../inspect/digest.ts'
import { defineRule } from './rule.ts'

const DIGESTS = {
  '1.2.840.113549.1.1.2': 'MD2',
  '1.2.840.113549.1.1.3': 'MD4',
  '1.2.840.113549.1.1.4': 'MD5',
} as const

export default defineRule({
  name: 'md5-signature',
  on: 'certificate',
  severity: 'error',
  summary: 'A signature is not made with MD2, MD4 or MD5',
  why: 'Two certificates with the same digest have been made; on a root nobody checks the signature, so that there it is only a mark of age.',
  fix: 'ask the owner of the CA for a certificate with a SHA-256 signature',
  source: 'RFC 6151 section 2; RFC 6149 section 6',
  example: 'CN=By md5,O=Example,C=GB: its signature is made with MD5',
  check: certificate => signedWith(certificate, DIGESTS),
})
