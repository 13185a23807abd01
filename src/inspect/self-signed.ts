import type { Certificate } from '../model.ts'
import { verifies } from './verify.ts'

/**
 * The ids of certificates that their own key has signed, or may have where that cannot be checked. What bears one name twice is not yet
 * its own issuer: a renewed key may be signed by the old one, and people call a CA like its server.
 */
export async function selfSignedAmong(certificates: readonly Certificate[]): Promise<ReadonlySet<string>> {
  const checked = certificates
    .filter(({ selfIssued }) => selfIssued)
    .map(async one => ((await verifies(one, one)) === 'broken' ? [] : [one.id]))
  return new Set((await Promise.all(checked)).flat())
}
