import type { Range } from '../../model.ts'

/** y² = x³ - 3x + b modulo p. */
interface Curve {
  /** Octets of a coordinate. */
  readonly size: number
  readonly p: bigint
  readonly b: bigint
}

/** The curves of Go, by our name: NIST SP 800-186 section 3.2.1. */
const CURVES: ReadonlyMap<string, Curve> = new Map([
  [
    'P-224',
    {
      size: 28,
      p: 2n ** 224n - 2n ** 96n + 1n,
      b: 0xb4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4n,
    },
  ],
  [
    'P-256',
    {
      size: 32,
      p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
      b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    },
  ],
  [
    'P-384',
    {
      size: 48,
      p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
      b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    },
  ],
  [
    'P-521',
    {
      size: 66,
      p: 2n ** 521n - 1n,
      b: 0x051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    },
  ],
])

const UNCOMPRESSED = 4

/**
 * Why the octets of a key are no point for Go, which takes both coordinates in full (SEC 1 section 2.3.3). Other curves than Go's
 * are not looked at. @param isOnCurve whether that is known, because looking costs ten times the rest
 */
export function whyNoPoint(
  bytes: Uint8Array,
  { start, end }: Range,
  name: string,
  isOnCurve: boolean,
): string | undefined {
  const curve = CURVES.get(name)
  if (curve === undefined) return undefined
  const form = bytes[start]
  if (form === 2 || form === 3) return 'its key is a compressed point'
  if (form !== UNCOMPRESSED || end - start !== 1 + 2 * curve.size) return `its key is no point of ${name} in full`
  if (isOnCurve) return undefined
  const x = numberAt(bytes, start + 1, curve.size)
  const y = numberAt(bytes, start + 1 + curve.size, curve.size)
  const { p, b } = curve
  const isPoint = x < p && y < p && (y * y - (x * x - 3n) * x - b) % p === 0n
  return isPoint ? undefined : `its key is a point that is not on ${name}`
}

const numberAt = (bytes: Uint8Array, at: number, size: number): bigint =>
  BigInt(`0x${Buffer.from(bytes.buffer, bytes.byteOffset + at, size).toString('hex')}`)
