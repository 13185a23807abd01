import { createCipheriv, createHmac } from 'node:crypto'
import { octetsFrom } from './keys.ts'

/** Writes what TLS servers send, right or deliberately wrong, one piece at a time. */

const number = (value: number, width: number): Buffer => {
  const octets = Buffer.alloc(width)
  octets.writeUIntBE(value, 0, width)
  return octets
}

/** A vector with its length before it. */
const vector = (width: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([number(content.length, width), content])
}

export const record = (type: number, body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([type, 3, 3]), vector(2, body)])
export const message = (type: number, ...parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from([type]), vector(3, ...parts)])

export const CHANGE_CIPHER_SPEC: Buffer = record(20, Buffer.from([1]))
export const SERVER_HELLO_DONE: Buffer = message(14)
/** Of TLS 1.2: one type of certificate, one algorithm, no authorities. */
export const CERTIFICATE_REQUEST: Buffer = message(13, Buffer.from('0140000204030000', 'hex'))
export const ENCRYPTED_EXTENSIONS: Buffer = message(8, vector(2))
/** Of TLS 1.3: no context, one algorithm. */
export const CERTIFICATE_REQUEST_13: Buffer = message(13, Buffer.from('000008000d000400020403', 'hex'))

/** The random of a HelloRetryRequest (RFC 8446 section 4.1.3). */
const RETRY = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex')

/** Without extensions for TLS 1.2 and what was before it. */
export function serverHello(version: number, suite = version === 0x0304 ? 0x1301 : 0xc02b, isRetry = false): Buffer {
  const random = isRetry ? RETRY : octetsFrom('random', 32)
  const extensions = version === 0x0304 ? [vector(2, number(43, 2), vector(2, number(version, 2)))] : []
  const legacy = number(Math.min(version, 0x0303), 2)
  return message(2, legacy, random, vector(1), number(suite, 2), Buffer.from([0]), ...extensions)
}

export const certificates12 = (chain: readonly Uint8Array[]): Buffer =>
  message(11, vector(3, ...chain.map(der => vector(3, der))))

/** @param extensions of each certificate */
export const certificates13 = (chain: readonly Uint8Array[], extensions: Uint8Array = Buffer.alloc(0)): Buffer =>
  message(11, vector(1), vector(3, ...chain.flatMap(der => [vector(3, der), vector(2, extensions)])))

/** Octets in pieces of one size, and the rest. */
export const inPieces = (octets: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(octets.length / size) }, (_, index) =>
    octets.subarray(index * size, (index + 1) * size),
  )

export const SUITES = {
  4865: ['aes-128-gcm', 'sha256', 16],
  4866: ['aes-256-gcm', 'sha384', 32],
  4867: ['chacha20-poly1305', 'sha256', 32],
} as const

/** Protects records as a server of TLS 1.3 does (RFC 8446 section 5.2), the first one first. */
export function sealer(secret: Uint8Array, suite: keyof typeof SUITES) {
  const [cipher, hash, size] = SUITES[suite]
  const expand = (label: string, length: number) =>
    createHmac(hash, secret)
      .update(Buffer.concat([number(length, 2), vector(1, Buffer.from(`tls13 ${label}`)), vector(1), Buffer.from([1])]))
      .digest()
      .subarray(0, length)
  const [key, iv] = [expand('key', size), expand('iv', 12)]
  let sequence = 0n
  return (content: Uint8Array, { type = 22, padding = 0 } = {}): Buffer => {
    const nonce = Buffer.from(iv)
    nonce.writeBigUInt64BE(nonce.readBigUInt64BE(4) ^ sequence++, 4)
    const inner = Buffer.concat([content, Buffer.from([type]), Buffer.alloc(padding)])
    const sealing = createCipheriv(cipher as 'aes-128-gcm', key, nonce, { authTagLength: 16 })
    const header = Buffer.concat([Buffer.from([23, 3, 3]), number(inner.length + 16, 2)])
    sealing.setAAD(header)
    return Buffer.concat([header, sealing.update(inner), sealing.final(), sealing.getAuthTag()])
  }
}

/** What `keylog` of Node gives of a connection. */
export const keyLogOf = (secret: Uint8Array): string[] => [
  `SERVER_HANDSHAKE_TRAFFIC_SECRET ${'ab'.repeat(32)} ${Buffer.from(secret).toString('hex')}\n`,
  `CLIENT_HANDSHAKE_TRAFFIC_SECRET ${'ab'.repeat(32)} ${'cd'.repeat(secret.length)}\n`,
]
