import type { Certificate, Severity } from '../model.ts'

/**
 * What to say of a certificate whose signature is made with one of the digests, by algorithm (dotted OID). Nobody checks
 * the signature of a root, so that a self-issued CA is worth a note only.
 */
export function signedWith(
  { selfIssued, basicConstraints, signature }: Certificate,
  digests: Readonly<Record<string, string>>,
): { readonly message: string; readonly severity?: Severity } | undefined {
  const digest = digests[signature.algorithm]
  if (digest === undefined) return undefined
  if (selfIssued && basicConstraints !== 'not-ca')
    return { message: `its own signature is made with ${digest}`, severity: 'info' }
  return { message: `its signature is made with ${digest}` }
}
