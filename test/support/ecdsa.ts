import { createECDH, createHash, createHmac } from 'node:crypto'
import { bigInteger, sequence } from './der.ts'
import { inverse } from './keys.ts'

/** An elliptic curve: what OpenSSL calls it, its identifier, and how many points its base point makes. */
export interface Curve {
  readonly name: string
  readonly oid: string
  readonly order: bigint
  readonly digest: string
}

/** FIPS 186-5, SEC 2 version 2 and RFC 5639. */
export const CURVES = {
  p256: curve('prime256v1', '1.2.840.10045.3.1.7', 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'),
  p384: curve(
    'secp384r1',
    '1.3.132.0.34',
    'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
    'sha384',
  ),
  p521: curve(
    'secp521r1',
    '1.3.132.0.35',
    '01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409',
    'sha512',
  ),
  p192: curve('prime192v1', '1.2.840.10045.3.1.1', 'ffffffffffffffffffffffff99def836146bc9b1b4d22831'),
  p224: curve('secp224r1', '1.3.132.0.33', 'ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d'),
  secp256k1: curve('secp256k1', '1.3.132.0.10', 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141'),
  brainpool: curve(
    'brainpoolP256r1',
    '1.3.36.3.3.2.8.1.1.7',
    'a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7',
  ),
} as const

function curve(name: string, oid: string, order: string, digest = 'sha256'): Curve {
  return { name, oid, order: BigInt(`0x${order}`), digest }
}

/** Node signs with chance; this does not (RFC 6979), so that what is signed is the same in every run. */
export function ecdsa({ name, order }: Curve, secret: bigint, digest: string, data: Buffer): Buffer {
  const hash = createHash(digest).update(data).digest()
  const size = octetsOf(order)
  const ecdh = createECDH(name)
  for (const nonce of nonces(order, secret, digest, hash)) {
    ecdh.setPrivateKey(toOctets(nonce, size))
    const point = ecdh.getPublicKey()
    const r = toNumber(point.subarray(1, (point.length + 1) / 2)) % order
    const s = (inverse(nonce, order) * (leftmost(hash, order) + r * secret)) % order
    if (r !== 0n && s !== 0n) return sequence(bigInteger(r), bigInteger(s))
  }
  throw new RangeError('no nonce is left')
}

/** RFC 6979 section 3.2, for ECDSA and DSA alike. */
export function* nonces(order: bigint, secret: bigint, digest: string, hash: Buffer): Generator<bigint> {
  const size = octetsOf(order)
  const seed = Buffer.concat([toOctets(secret, size), toOctets(leftmost(hash, order) % order, size)])
  const hmac = (key: Buffer, ...parts: Buffer[]) => createHmac(digest, key).update(Buffer.concat(parts)).digest()
  let value: Buffer = Buffer.alloc(hash.length, 1)
  let key: Buffer = Buffer.alloc(hash.length)
  for (const round of [0, 1]) {
    key = hmac(key, value, Buffer.from([round]), seed)
    value = hmac(key, value)
  }
  for (;;) {
    let octets = Buffer.alloc(0)
    while (octets.length < size) {
      value = hmac(key, value)
      octets = Buffer.concat([octets, value])
    }
    const nonce = leftmost(octets, order)
    if (nonce > 0n && nonce < order) yield nonce
    key = hmac(key, value, Buffer.from([0]))
    value = hmac(key, value)
  }
}

/** As many of the leftmost bits as the order has. */
export function leftmost(octets: Buffer, order: bigint): bigint {
  const excess = octets.length * 8 - order.toString(2).length
  return excess > 0 ? toNumber(octets) >> BigInt(excess) : toNumber(octets)
}

export const toNumber = (octets: Uint8Array): bigint => BigInt(`0x${Buffer.from(octets).toString('hex')}`)
export const toOctets = (value: bigint, size: number): Buffer =>
  Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex')
const octetsOf = (order: bigint): number => Math.ceil(order.toString(2).length / 8)
