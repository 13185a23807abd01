import { inspect } from '../../src/inspect/index.ts'
import { startSignatureChecks } from '../../src/inspect/signature.ts'

/** The state of the first of some certificates, or that the strict reader refuses it. */
export async function stateOf(...ders: readonly Uint8Array[]): Promise<string | undefined> {
  const read = ders.map(der => inspect({ path: 'a', index: 0, line: 1, formats: [], der }))
  const certificates = read.flatMap(one => ('certificate' in one ? [one.certificate] : []))
  const [first] = read
  if (first === undefined || !('certificate' in first)) return 'unreadable'
  return startSignatureChecks(certificates).get(first.certificate.id)
}

/** A copy with one bit changed. */
export const flipped = (der: Buffer, at: number, bit = 0) => {
  const copy = Buffer.from(der)
  copy[at] = (copy[at] ?? 0) ^ (1 << bit)
  return copy
}
