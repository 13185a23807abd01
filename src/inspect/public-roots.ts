import { PUBLIC_ROOTS } from './public-roots-data.ts'

/** Hexadecimal digits kept of each fingerprint: 64 bits tell a few hundred certificates from all others. */
const DIGITS = 16

let roots: ReadonlySet<string> | undefined

/**
 * Whether a certificate is a root of Mozilla's list, as one of the versions of Node in `public-roots-data.ts` has it. Not
 * asked of the running Node, whose list is another one with every release, and takes 6 ms to load.
 * @param id SHA-256 of the DER in lower-case hexadecimal
 */
export function isPublicRoot(id: string): boolean {
  roots ??= new Set(PUBLIC_ROOTS.match(/.{16}/g))
  return roots.has(id.slice(0, DIGITS))
}
