import { defineRule } from './rule.ts'

export default defineRule({
  name: 'authority-key-mismatch',
  on: 'certificate',
  severity: 'warning',
  summary: 'A root names its own key as that of its issuer',
  why: 'Clients that look for the issuer by key identifier look for another certificate, and may not find one.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'RFC 5280 section 4.2.1.1',
  example:
    'CN=Another Key,O=Example,C=GB: its authorityKeyIdentifier 0909090909090909 is not its subjectKeyIdentifier b3dfd1765811860d',
  check: ({ selfIssued, subjectKeyId, authorityKeyId }, { signature }) =>
    selfIssued &&
    signature === 'holds' &&
    subjectKeyId !== undefined &&
    authorityKeyId !== undefined &&
    authorityKeyId !== subjectKeyId
      ? `its authorityKeyIdentifier ${authorityKeyId.slice(0, 16)} is not its subjectKeyIdentifier ${subjectKeyId.slice(0, 16)}`
      : undefined,
})
