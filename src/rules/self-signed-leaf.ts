import { defineRule } from './rule.ts'

export default defineRule({
  name: 'self-signed-leaf',
  on: 'certificate',
  severity: 'warning',
  summary: 'A self-signed certificate says that it is a CA',
  why: 'Go clients, containerd among them, accept a self-signed end certificate as its own anchor; OpenSSL clients may not.',
  fix: 'make a CA for the registry (openssl req -x509 -addext basicConstraints=critical,CA:TRUE) and sign its certificate with it',
  source: 'RFC 5280 section 4.2.1.9; Go crypto/x509 Certificate.Verify',
  example: 'CN=self.registry.example,O=Example,C=GB: it is a self-signed end certificate (cA=FALSE)',
  check: ({ basicConstraints, selfIssued }, { signature }) =>
    basicConstraints === 'not-ca' && selfIssued && signature !== 'other-key'
      ? 'it is a self-signed end certificate (cA=FALSE)'
      : undefined,
})
