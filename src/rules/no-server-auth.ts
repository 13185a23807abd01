import { defineRule } from './rule.ts'

export default defineRule({
  name: 'no-server-auth',
  on: 'certificate',
  severity: 'warning',
  summary: 'The extended key usage of a CA, if it has one, includes TLS servers',
  why: 'Go and OpenSSL take it as a limit on everything below: no registry can have a certificate from it.',
  fix: 'ask the owner of the CA for the one that issues server certificates',
  source: 'RFC 5280 section 4.2.1.12; Go crypto/x509 Certificate.Verify, checkChainForKeyUsage',
  example: 'CN=For Mail,O=Example,C=GB: it can vouch for clientAuth, emailProtection only, not for TLS servers',
  check: ({ extendedKeyUsage }) => {
    if (extendedKeyUsage === undefined) return undefined
    if (extendedKeyUsage.includes('serverAuth') || extendedKeyUsage.includes('anyExtendedKeyUsage')) return undefined
    return `it can vouch for ${extendedKeyUsage.join(', ') || 'nothing'} only, not for TLS servers`
  },
})
