import { unhandledExtensions } from '../inspect/go/unhandled.ts'
import type { Certificate } from '../model.ts'
import type { Member } from './member.ts'
import type { Refusal, RefusalKind } from './refusal.ts'

/** What a certificate is to be in a path. */
export type Role = 'leaf' | 'intermediate' | 'root'

/**
 * Why a certificate cannot be the next of a path (crypto/x509, Certificate.isValid). Roots are asked whether they are valid, too;
 * whether a root or a certificate before version 3 is a CA is not asked here.
 * @param path what there is of it, the certificate of the server first
 * @param now `YYYY-MM-DDTHH:MM:SSZ`
 */
export function whyInvalid(
  { certificate }: Member,
  role: Role,
  path: readonly Member[],
  now: string,
): Refusal | undefined {
  const refusal = (kind: RefusalKind, says: string): Refusal => ({ kind, says, certificate })
  if (unhandledExtensions(certificate).length > 0)
    return refusal('critical-extension', 'x509: unhandled critical extension')
  const outside = whyOutside(certificate, now)
  if (outside !== undefined) return outside
  if (role === 'intermediate' && certificate.basicConstraints !== 'ca')
    return refusal('may-not-sign', 'x509: certificate is not authorized to sign other certificates')
  const { basicConstraints, pathLength } = certificate
  if (basicConstraints !== 'absent' && pathLength !== undefined && path.length - 1 > pathLength)
    return refusal('path-length', 'x509: too many intermediates for path length constraint')
  return undefined
}

function whyOutside(certificate: Certificate, now: string): Refusal | undefined {
  const { notBefore, notAfter } = certificate
  const says = 'x509: certificate has expired or is not yet valid: current time'
  if (now < notBefore) return { kind: 'not-yet-valid', says: `${says} ${now} is before ${notBefore}`, certificate }
  if (now > notAfter) return { kind: 'expired', says: `${says} ${now} is after ${notAfter}`, certificate }
  return undefined
}
