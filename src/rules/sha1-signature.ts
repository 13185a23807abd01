import { signedWith } from '../inspect/digest.ts'
import { defineRule } from './rule.ts'

/** RSA (two identifiers), DSA, ECDSA; RSASSA-PSS without parameters is SHA-1 as well, and nobody issues it. */
const DIGESTS = {
  '1.2.840.113549.1.1.5': 'SHA-1',
  '1.3.14.3.2.29': 'SHA-1',
  '1.2.840.10040.4.3': 'SHA-1',
  '1.2.840.10045.4.1': 'SHA-1',
} as const

export default defineRule({
  name: 'sha1-signature',
  on: 'certificate',
  severity: 'error',
  summary: 'A signature is not made with SHA-1',
  why: 'Go and OpenSSL at its default level refuse it; on a root nobody checks the signature, so that there it is only a mark of age.',
  fix: 'ask the owner of the CA for a certificate with a SHA-256 signature',
  source: 'RFC 9155; Go 1.18 release notes, crypto/x509',
  example: 'CN=By sha1,O=Example,C=GB: its signature is made with SHA-1',
  check: certificate => signedWith(certificate, DIGESTS),
})
