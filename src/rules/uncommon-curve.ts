import { defineRule } from './rule.ts'

export default defineRule({
  name: 'uncommon-curve',
  on: 'certificate',
  severity: 'error',
  summary: 'An elliptic curve is P-256, P-384 or P-521',
  why: 'Go knows no others but P-224: containerd cannot load the certificate at all.',
  fix: 'ask the owner of the CA for one with a key on P-256 or P-384',
  source: 'RFC 5480 section 2.1.1.1; Go crypto/x509, namedCurveFromOID',
  example: 'CN=On secp256k1,O=Example,C=GB: its key is on secp256k1, which Go does not know',
  check: ({ key: { curve } }) => {
    if (curve === undefined || ['P-256', 'P-384', 'P-521', 'explicit', 'unnamed'].includes(curve)) return undefined
    if (curve === 'P-224')
      return { message: 'its key is on P-224, which fewer and fewer clients know', severity: 'warning' }
    return `its key is on ${curve}, which Go does not know`
  },
})
