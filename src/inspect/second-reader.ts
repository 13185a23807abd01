import 'reflect-metadata'
import { X509Certificate } from '@peculiar/x509'
import { printable } from '../printable.ts'

/** Larger than any certificate; the library's parser is general and need not see more. */
const LARGEST = 64 * 1024

/**
 * Who a refused certificate says it is. `@peculiar/x509` also reads BER and structures that the strict reader turns
 * away, so a finding can name the certificate that a person has to replace. Undefined where it cannot tell either.
 */
export function nameRefused(der: Uint8Array): string | undefined {
  if (der.length > LARGEST) return undefined
  try {
    const { subject, notAfter } = new X509Certificate(Uint8Array.from(der))
    return `${printable(subject, 120)}, valid to ${notAfter.toISOString().slice(0, 10)}`
  } catch {
    // Bytes that no parser reads have no name; the finding about them stands either way.
    return undefined
  }
}
