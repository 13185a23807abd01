import { ConnectionError } from '../failure.ts'

/** Octets that are read from the front. Each of the functions throws {@link ConnectionError} where there are too few. */
export interface Octets {
  readonly isEmpty: () => boolean
  /** An unsigned integer, the highest octet first. */
  readonly number: (width: 1 | 2 | 3) => number
  readonly take: (count: number) => Uint8Array
  /** A vector of variable length (RFC 8446 section 3.4). @param width of its length */
  readonly vector: (width: 1 | 2 | 3) => Uint8Array
}

/** @param whole what messages call the octets, such as `ServerHello` */
export function octetsOf(octets: Uint8Array, whole: string): Octets {
  let at = 0
  const take = (count: number) => {
    if (count > octets.length - at) throw unreadable(`its ${whole} is shorter than it says`)
    at += count
    return octets.subarray(at - count, at)
  }
  const number = (width: number) => take(width).reduce((value, octet) => value * 256 + octet, 0)
  return { isEmpty: () => at === octets.length, number, take, vector: width => take(number(width)) }
}

/** A server that makes no sense, or that this program does not understand. */
export const unreadable = (why: string): ConnectionError =>
  new ConnectionError(
    `the TLS handshake of the server cannot be read: ${why}`,
    'see what it sends: openssl s_client -showcerts -connect HOST:PORT',
  )
