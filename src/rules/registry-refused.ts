import { defineRule } from './rule.ts'

export default defineRule({
  name: 'registry-refused',
  on: 'registry',
  severity: 'error',
  summary: 'A node that trusts an output accepts a registry',
  why: 'containerd cannot pull from it: `x509: certificate signed by unknown authority`, or another reason that Go has.',
  fix: 'tks-trust verify HOST says what is missing and where to get it',
  source: 'Go 1.26 crypto/x509 verify.go, Certificate.Verify; crypto/tls handshake_client.go',
  example:
    'harbor.corp.example:443 is refused: x509: certificate signed by unknown authority; the certificate of the server was issued by CN=Corp Root, which is neither sent nor in tks.yaml',
})
