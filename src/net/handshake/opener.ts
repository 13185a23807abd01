import { createDecipheriv, createHmac } from 'node:crypto'
import { unreadable } from './octets.ts'
import type { TlsRecord } from './records.ts'

/** Takes the protection off one record after the other. */
export type Opener = (record: TlsRecord) => Pick<TlsRecord, 'type' | 'body'>

interface Suite {
  readonly cipher: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305'
  readonly hash: 'sha256' | 'sha384'
  /** Octets. */
  readonly key: number
}

/** RFC 8446 appendix B.4; those that Go knows, and no others are offered. */
const SUITES: Readonly<Record<number, Suite>> = {
  4865: { cipher: 'aes-128-gcm', hash: 'sha256', key: 16 },
  4866: { cipher: 'aes-256-gcm', hash: 'sha384', key: 32 },
  4867: { cipher: 'chacha20-poly1305', hash: 'sha256', key: 32 },
}

const TAG = 16
const NONCE = 12

/**
 * For the records of a server from its ServerHello to its Finished, in their order (RFC 8446 sections 5.2 and 7.3).
 * @param secret server_handshake_traffic_secret
 * @throws {ConnectionError} and so does what it gives, for a record that somebody has changed
 */
export function openerFor(secret: Uint8Array, number: number): Opener {
  const suite = SUITES[number]
  if (suite === undefined) throw unreadable(`it has chosen a cipher suite that was not offered, ${number}`)
  const key = expandLabel(suite.hash, secret, 'key', suite.key)
  const start = expandLabel(suite.hash, secret, 'iv', NONCE)
  let sequence = 0
  return ({ header, body }) => {
    const nonce = Buffer.from(start)
    // Less than 2^32 records fit into what is recorded.
    nonce.writeUInt32BE((nonce.readUInt32BE(NONCE - 4) ^ sequence++) >>> 0, NONCE - 4)
    return withoutPadding(decrypted(suite.cipher, key, nonce, header, body))
  }
}

/** HKDF-Expand-Label without context (RFC 8446 section 7.1), of which one round is enough: `length` is at most that of the hash. */
function expandLabel(hash: string, secret: Uint8Array, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`)
  const info = Buffer.concat([Buffer.from([0, length, name.length]), name, Buffer.from([0])])
  return createHmac(hash, secret)
    .update(info)
    .update(Buffer.from([1]))
    .digest()
    .subarray(0, length)
}

function decrypted(cipher: Suite['cipher'], key: Buffer, nonce: Buffer, header: Uint8Array, body: Uint8Array): Buffer {
  if (body.length <= TAG) throw unreadable('a record is too short')
  // The two kinds have signatures of their own in the types of Node.
  const decipher =
    cipher === 'chacha20-poly1305'
      ? createDecipheriv(cipher, key, nonce, { authTagLength: TAG })
      : createDecipheriv(cipher, key, nonce, { authTagLength: TAG })
  decipher.setAAD(header, { plaintextLength: body.length - TAG })
  decipher.setAuthTag(body.subarray(-TAG))
  const content = decipher.update(body.subarray(0, -TAG))
  try {
    decipher.final()
  } catch {
    throw unreadable('a record does not decrypt')
  }
  return content
}

/** TLSInnerPlaintext (RFC 8446 section 5.2): the type is the last octet that is not zero. */
function withoutPadding(inner: Buffer): Pick<TlsRecord, 'type' | 'body'> {
  let end = inner.length - 1
  while (end >= 0 && inner[end] === 0) end--
  if (end < 0) throw unreadable('a record is empty')
  return { type: inner.readUInt8(end), body: inner.subarray(0, end) }
}
