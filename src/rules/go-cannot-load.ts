import { whyGoRefuses } from '../inspect/go/refusal.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'go-cannot-load',
  on: 'certificate',
  severity: 'error',
  summary: 'Go can load the certificate',
  why: 'containerd is a Go program, and Go leaves out of its pool, without a word, what it cannot load: nodes trust nothing that the CA issued.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'Go 1.26 crypto/x509 parser.go, ParseCertificate',
  example: 'CN=Go ed25519-null,O=Example,C=GB: its Ed25519 key has parameters',
  // That a self-issued one verifies itself means that OpenSSL took its key, points of curves included.
  check: (certificate, { signature }) => whyGoRefuses(certificate, certificate.selfIssued && signature === 'holds'),
})
