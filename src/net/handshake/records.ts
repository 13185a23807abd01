import { noTls } from '../failure.ts'
import { unreadable } from './octets.ts'

/** A record of TLS (RFC 8446 section 5.1). */
export interface TlsRecord {
  readonly type: number
  /** Its first five octets, which its encryption vouches for. */
  readonly header: Uint8Array
  readonly body: Uint8Array
}

/** Content types (RFC 8446 section 5.1). */
export const Content = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const

const HEADER = 5
/** The most that TLS 1.2 allows for a record that is encrypted (RFC 5246 section 6.2.3). */
const LONGEST = 2 ** 14 + 2048

/**
 * The records that have come as a whole. What is behind them is not there yet.
 * @throws {ConnectionError} for what is not TLS
 */
export function* recordsIn(recording: Uint8Array): Generator<TlsRecord> {
  for (let at = 0; at < recording.length; ) {
    const header = recording.subarray(at, at + HEADER)
    const [type = 0, major = 3, , high, low] = header
    if (type < Content.changeCipherSpec || type > Content.applicationData || major !== 3)
      throw at === 0 ? noTls() : unreadable('there is something else between its records')
    if (high === undefined || low === undefined) return
    const end = at + HEADER + high * 256 + low
    if (end - at - HEADER > LONGEST) throw unreadable('a record is longer than TLS allows')
    if (end > recording.length) return
    yield { type, header, body: recording.subarray(at + HEADER, end) }
    at = end
  }
}
