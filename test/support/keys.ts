import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { nextPrime } from './primes.ts'

/** A key pair that is the same in every run: tests and benchmarks must not depend on chance. */
export interface KeyPair {
  readonly kind: 'rsa' | 'ec' | 'ed25519'
  readonly privateKey: KeyObject
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Buffer
}

/** Octets from a seed: SHA-256 in counter mode. Good for repeatable tests and for nothing else. */
export function octetsFrom(seed: string, length: number): Buffer {
  const blocks: Buffer[] = []
  for (let counter = 0; blocks.length * 32 < length; counter++)
    blocks.push(createHash('sha256').update(`${seed}/${counter}`).digest())
  return Buffer.concat(blocks).subarray(0, length)
}

const pair = (kind: KeyPair['kind'], privateKey: KeyObject): KeyPair => ({
  kind,
  privateKey,
  spki: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
})

/** P-256 (FIPS 186-5). */
export function ecKey(seed: string): KeyPair {
  const d = octetsFrom(`ec/${seed}`, 32)
  d[0] = 0x7f
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(d)
  const point = curve.getPublicKey()
  const jwk = { kty: 'EC', crv: 'P-256', d: text(d), x: text(point.subarray(1, 33)), y: text(point.subarray(33)) }
  return pair('ec', createPrivateKey({ key: jwk, format: 'jwk' }))
}

/** Ed25519 (RFC 8410): key and signatures both follow from the seed. */
export function edKey(seed: string): KeyPair {
  const header = Buffer.from('302e020100300506032b657004220420', 'hex')
  const key = Buffer.concat([header, octetsFrom(`ed/${seed}`, 32)])
  return pair('ed25519', createPrivateKey({ key, format: 'der', type: 'pkcs8' }))
}

/** RSA; PKCS#1 v1.5 signatures follow from the key. @param bits of the modulus, a multiple of 16 */
export function rsaKey(seed: string, bits = 2048, e = 65537n): KeyPair {
  const [p, q] = [primeFrom(`p/${seed}`, bits / 2, e), primeFrom(`q/${seed}`, bits / 2, e)]
  const [d, size] = [inverse(e, (p - 1n) * (q - 1n)), bits / 8]
  const jwk = {
    kty: 'RSA',
    n: number(p * q, size),
    e: number(e, Math.ceil(e.toString(16).length / 2)),
    d: number(d, size),
    p: number(p, size / 2),
    q: number(q, size / 2),
    dp: number(d % (p - 1n), size / 2),
    dq: number(d % (q - 1n), size / 2),
    qi: number(inverse(q, p), size / 2),
  }
  return pair('rsa', createPrivateKey({ key: jwk, format: 'jwk' }))
}

/** The first prime from a number of the seed on whose two highest bits are set, so that products have all their bits. */
export function primeFrom(seed: string, bits: number, e: bigint): bigint {
  const size = Math.ceil(bits / 8)
  const number = BigInt(`0x${octetsFrom(seed, size).toString('hex')}`) >> BigInt(size * 8 - bits)
  return primeFromNumber(number | (3n << BigInt(bits - 2)), e)
}

/** The first prime from `start` on that goes with the exponent. */
export const primeFromNumber = (start: bigint, e: bigint): bigint => nextPrime(start, prime => prime % e !== 1n)

/** Extended Euclid. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n]
  while (a > 1n) {
    const quotient = a / b
    ;[a, b, x, y] = [b, a % b, y, x - quotient * y]
  }
  return x < 0n ? x + modulus : x
}

const text = (octets: Buffer): string => octets.toString('base64url')
const number = (value: bigint, size: number): string =>
  text(Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex'))
