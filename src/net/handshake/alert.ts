import { ConnectionError, tooOld } from '../failure.ts'

/** RFC 8446 section 6.2; those with which a server may meet a greeting. */
const NAMES: Readonly<Record<number, string>> = {
  0: 'close notify',
  10: 'unexpected message',
  40: 'handshake failure',
  47: 'illegal parameter',
  50: 'decode error',
  71: 'insufficient security',
  80: 'internal error',
  86: 'inappropriate fallback',
  90: 'user canceled',
  109: 'missing extension',
  110: 'unsupported extension',
  112: 'unrecognized name',
  120: 'no application protocol',
}

const HANDSHAKE_FAILURE = 40
const PROTOCOL_VERSION = 70
const INSUFFICIENT_SECURITY = 71
const UNRECOGNIZED_NAME = 112

/** What an alert in place of certificates means; nothing for a warning, behind which the handshake goes on. */
export function refusalIn(alert: Uint8Array): ConnectionError | undefined {
  const [level, description] = alert
  const isWarning = level === 1 && description !== 0
  if (description === undefined || isWarning) return undefined
  if (description === PROTOCOL_VERSION) return tooOld()
  return new ConnectionError(
    `the server refuses the TLS handshake: ${NAMES[description] ?? `alert ${description}`}`,
    fixFor(description),
  )
}

function fixFor(description: number): string {
  switch (description) {
    case HANDSHAKE_FAILURE:
    case INSUFFICIENT_SECURITY:
      return 'have it offer what Go does: TLS 1.3, or TLS 1.2 with ECDHE and AES or ChaCha20; perhaps it knows no host of that name'
    case UNRECOGNIZED_NAME:
      return 'name the host as its clients do: the server has no certificate for this name'
    default:
      return 'check the name and the port, and the log of the server'
  }
}
