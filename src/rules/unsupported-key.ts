import { defineRule } from './rule.ts'

/** RSA, id-RSASSA-PSS is not among them; EC; Ed25519. */
const KNOWN: ReadonlySet<string> = new Set(['1.2.840.113549.1.1.1', '1.2.840.10045.2.1', '1.3.101.112'])

export default defineRule({
  name: 'unsupported-key',
  on: 'certificate',
  severity: 'warning',
  summary: 'A key is of a kind that the nodes can check signatures with',
  why: 'Go, and so containerd, knows RSA, ECDSA and Ed25519: it passes over certificates that another kind of key signed.',
  fix: 'keep a CA with an RSA or ECDSA key beside it until the nodes can do without',
  source: 'Go crypto/x509, PublicKeyAlgorithm',
  example: 'CN=Ed448,O=Example,C=GB: its key is Ed448, which Go does not check',
  check: ({ key: { label, algorithm } }) =>
    KNOWN.has(algorithm) || label === 'DSA' ? undefined : `its key is ${label}, which Go does not check`,
})
