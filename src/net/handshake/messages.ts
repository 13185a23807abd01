import { ConnectionError } from '../failure.ts'

/** A message of the handshake protocol (RFC 8446 section 4). */
export interface Message {
  readonly type: number
  readonly body: Uint8Array
}

/** Types of messages (RFC 8446 section 4, RFC 5246 section 7.4). */
export const Type = { helloRequest: 0, serverHello: 2, certificate: 11, certificateRequest: 13, serverHelloDone: 14 }

/** In octets: `maxHandshakeCertificateMsg` and `maxHandshake` in crypto/tls of Go 1.26. */
const LARGEST_FOR_GO = { certificate: 262144, other: 65536 }

const HEADER = 4

/** Gets what is in records, piece by piece, and gives the messages that are whole then: neither knows where the other ends. */
export interface Assembly {
  /** @throws {ConnectionError} for a message that Go would not take */
  readonly add: (fragment: Uint8Array) => Generator<Message>
  /** Whether a message has begun and not ended. */
  readonly isInTheMiddle: () => boolean
}

export function assembly(): Assembly {
  let pieces: Uint8Array[] = []
  let length = 0
  let needed = HEADER
  return {
    isInTheMiddle: () => length > 0,
    *add(fragment) {
      pieces.push(fragment)
      length += fragment.length
      while (length >= needed) {
        // Joined only when something is whole, so that a thousand small pieces are not copied a thousand times.
        const joined = joinedOf(pieces)
        const [type = 0, high = 0, middle = 0, low = 0] = joined
        const size = high * 65536 + middle * 256 + low
        refuseTooLarge(type, size)
        needed = HEADER + size
        const isWhole = length >= needed
        const rest = isWhole ? joined.subarray(needed) : joined
        pieces = [rest]
        length = rest.length
        if (!isWhole) return
        const body = joined.subarray(HEADER, needed)
        needed = HEADER
        yield { type, body }
      }
    },
  }
}

const joinedOf = ([first = new Uint8Array(), ...rest]: readonly Uint8Array[]): Uint8Array =>
  rest.length === 0 ? first : Buffer.concat([first, ...rest])

function refuseTooLarge(type: number, size: number): void {
  const most = type === Type.certificate ? LARGEST_FOR_GO.certificate : LARGEST_FOR_GO.other
  if (size <= most) return
  const what = type === Type.certificate ? 'certificates' : 'handshake in one message'
  throw new ConnectionError(
    `the server sends ${Math.ceil(size / 1024)} KiB of ${what}; Go takes ${most / 1024} KiB`,
    'have it send its own certificate and the intermediates that lead to the root, and nothing else',
  )
}
