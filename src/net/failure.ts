import { codeOf } from '../reason.ts'
import type { Problem } from '../run-error.ts'

/** A failure of this room's own, in words for people. */
export class ConnectionError extends Error {
  readonly fix: string
  constructor(message: string, fix: string) {
    super(message)
    this.name = 'ConnectionError'
    this.fix = fix
  }
}

/** For the room's own readers, which know it for sure. */
export const noTls = (): ConnectionError =>
  new ConnectionError('what listens there does not speak TLS; perhaps plain HTTP', 'name the port for HTTPS')

/** What a Go client says of a server that speaks nothing newer than TLS 1.1 (`crypto/tls`, since Go 1.18). */
export const tooOld = (): ConnectionError =>
  new ConnectionError(
    'the server speaks TLS 1.1 at most, which Go refuses ("tls: protocol version not supported")',
    'have it speak TLS 1.2 or 1.3',
  )

const CHECK = 'check the name and the port, and whether a proxy or a firewall is on the way'

const BY_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name cannot be looked up at the moment',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ETIMEDOUT: 'the host does not answer',
  ECONNRESET: 'the connection was closed in the middle',
  EPIPE: 'the connection was closed in the middle',
  EINVAL: 'that is no name of a host',
  ERR_SSL_EXCESSIVE_MESSAGE_SIZE: 'the server sends more certificates than a TLS client takes',
}

/** What Node says, in words for people where they are known. */
export function wordsFor(error: Error): string {
  const code = codeOf(error)
  if (code.startsWith('HPE_')) return 'it does not speak HTTP as it should'
  const reason = 'reason' in error && typeof error.reason === 'string' ? `the TLS handshake fails: ${error.reason}` : ''
  return BY_CODE[code] ?? (reason || error.message.split('\n', 1)[0] || code)
}

/** What kept a source from being read, in words. @param timeout what there was, in milliseconds */
export function problemOf(where: string, error: unknown, timeout: number): Problem {
  if (error instanceof ConnectionError) return { where, message: error.message, fix: error.fix }
  if (!(error instanceof Error)) return { where, message: String(error), fix: CHECK }
  if (error.name === 'TimeoutError')
    return { where, message: `no answer within ${timeout / 1000} s`, fix: `${CHECK}; --timeout 60s waits longer` }
  const code = codeOf(error)
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|RECORD_LAYER/.test(code))
    return problemOf(where, noTls(), timeout)
  if (code.startsWith('HPE_'))
    return {
      where,
      message: 'what listens there does not answer in HTTP',
      fix: `for the chain of the server: HOST:PORT`,
    }
  return { where, message: wordsFor(error), fix: CHECK }
}
