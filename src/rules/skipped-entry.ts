import { defineRule } from './rule.ts'

export default defineRule({
  name: 'skipped-entry',
  on: 'registry',
  severity: 'warning',
  summary: 'A node can read every entry of what it is to trust',
  why: 'A node that cannot read an entry says nothing and trusts nothing for it: the registry behind it is refused all the same.',
  fix: 'have `tks-trust generate` write the manifest, and nobody edit it',
  source: 'Go 1.26 crypto/x509 cert_pool.go, AppendCertsFromPEM; encoding/pem, Decode; encoding/base64, StdEncoding',
  example: 'nodes do not read the entry corp-root: once it is decoded, it is DER, and not PEM',
})
