import { tooOld } from '../failure.ts'
import { octetsOf, unreadable } from './octets.ts'

/** What the server has chosen. */
export interface ServerHello {
  readonly version: 'TLS 1.2' | 'TLS 1.3'
  /** By its number in the registry of TLS Cipher Suites. */
  readonly suite: number
}

const SUPPORTED_VERSIONS = 43

/** The `random` by which a HelloRetryRequest is told from a ServerHello (RFC 8446 section 4.1.3). */
const RETRY = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c'

/**
 * Reads a ServerHello (RFC 8446 section 4.1.3, RFC 5246 section 7.4.1.3); nothing for a HelloRetryRequest, behind which another one comes.
 * @throws {ConnectionError}
 */
export function readServerHello(body: Uint8Array): ServerHello | undefined {
  const octets = octetsOf(body, 'ServerHello')
  const legacyVersion = octets.number(2)
  const random = Buffer.from(octets.take(32)).toString('hex')
  octets.vector(1) // session id
  const suite = octets.number(2)
  octets.number(1) // compression
  const extensions = octetsOf(octets.isEmpty() ? new Uint8Array() : octets.vector(2), 'ServerHello')
  let version = legacyVersion
  while (!extensions.isEmpty()) {
    const type = extensions.number(2)
    const data = octetsOf(extensions.vector(2), 'ServerHello')
    if (type === SUPPORTED_VERSIONS) version = data.number(2)
  }
  if (version < 0x0303) throw tooOld()
  if (version > 0x0304) throw unreadable(`it speaks a version of TLS that was not offered, 0x${version.toString(16)}`)
  return random === RETRY ? undefined : { version: version === 0x0304 ? 'TLS 1.3' : 'TLS 1.2', suite }
}
