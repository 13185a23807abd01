import { hasClosePrimes } from './close-primes.ts'
import { isOfRoca, smallFactorOf } from './small-factors.ts'

/** What makes an RSA key worth nothing, though it looks like any other. */
export type Weakness =
  | { readonly kind: 'small-factor'; readonly factor: number }
  | { readonly kind: 'close-primes' }
  | { readonly kind: 'roca' }

/** Longer moduli are not looked at: no OpenSSL uses them, and hostile ones would cost their square. */
const LONGEST = 2049

/** Looks for the weaknesses of an RSA modulus that are cheap to see. @param modulus big-endian octets */
export function weaknessOfModulus(modulus: Uint8Array): Weakness | undefined {
  if (modulus.length > LONGEST) return undefined
  const octets = Buffer.from(modulus.buffer, modulus.byteOffset, modulus.length)
  const n = BigInt(`0x0${octets.toString('hex')}`)
  const factor = smallFactorOf(n)
  if (factor !== undefined) return { kind: 'small-factor', factor }
  if (isOfRoca(n)) return { kind: 'roca' }
  return hasClosePrimes(n) ? { kind: 'close-primes' } : undefined
}
