import { PUBLIC_ROOTS } from './public-roots-data.ts'

/** Hexadecimal digits kept of each fingerprint: 64 bits tell a few hundred certificates from all others. */
const DIGITS = 16

/**
 * Whether a certificate is a root of Mozilla's list, as one of the versions of Node in `public-roots-data.ts` has it. Not
 * asked of the running Node, whose list is another one with every release, and takes 6 ms to load.
 * @param id SHA-256 of the DER in lower-case hexadecimal
 */
export function isPublicRoot(id: string): boolean {
  const digits = id.slice(0, DIGITS)
  if (digits.length < DIGITS) return false
  let at = PUBLIC_ROOTS.indexOf(digits)
  // A match may lie across two fingerprints.
  while (at > 0 && at % DIGITS !== 0) at = PUBLIC_ROOTS.indexOf(digits, at + 1)
  return at >= 0
}
