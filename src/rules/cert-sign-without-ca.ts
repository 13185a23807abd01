import { defineRule } from './rule.ts'

export default defineRule({
  name: 'cert-sign-without-ca',
  on: 'certificate',
  severity: 'error',
  summary: 'Only a CA has keyCertSign',
  why: 'The certificate contradicts itself: its key may sign certificates, and it is no CA.',
  fix: 'reissue it with openssl req -x509 -addext basicConstraints=critical,CA:TRUE, or without keyCertSign',
  source: 'RFC 5280 section 4.2.1.9',
  example:
    'CN=Signs Without Being a CA,O=Example,C=GB: its keyUsage has keyCertSign, and its basicConstraints do not say that it is a CA',
  check: ({ basicConstraints, keyUsage }) =>
    basicConstraints !== 'ca' && keyUsage?.includes('keyCertSign') === true
      ? 'its keyUsage has keyCertSign, and its basicConstraints do not say that it is a CA'
      : undefined,
})
