import type { SignatureState } from '../inspect/signature.ts'
import { signatureName } from '../inspect/signature-names.ts'
import type { Certificate } from '../model.ts'

/** `SHA-256 with RSA, verified by its own key` */
export function describedSignature({ signature, selfIssued }: Certificate, state: SignatureState | undefined): string {
  const name = signatureName(signature.algorithm)
  switch (state) {
    case 'holds':
      return `${name}, verified${selfIssued ? '' : ' by its issuer, which is here'}`
    case 'other-key':
      return `${name}, verified by another key of the same name, which is here`
    case 'broken':
      return `${name}, DOES NOT VERIFY by its own key`
    case 'issuer-fails':
      return `${name}, DOES NOT VERIFY by any certificate of its issuer's name here`
    case 'no-issuer':
      return `${name}, not checked: its issuer is not here`
    case 'unknown-algorithm':
    case undefined:
      return `${name}, cannot be checked by this program`
  }
}
