import { defineRule } from './rule.ts'

export default defineRule({
  name: 'no-basic-constraints',
  on: 'certificate',
  severity: 'error',
  summary: 'A certificate of version 3 says that it is a CA',
  why: 'Go, and so containerd, accepts no signature of a version 3 certificate whose basicConstraints are missing.',
  fix: 'of a server: commit the certificate of the CA that issued it; of a CA: reissue it with openssl req -x509 -addext basicConstraints=critical,CA:TRUE',
  source: 'RFC 5280 section 4.2.1.9; Go crypto/x509 Certificate.CheckSignatureFrom',
  example: 'CN=No Constraints,O=Example,C=GB: it has no basicConstraints, which would say that it is a CA',
  check: ({ version, basicConstraints }) =>
    version === 3 && basicConstraints === 'absent'
      ? 'it has no basicConstraints, which would say that it is a CA'
      : undefined,
})
