import { type IncomingMessage, request } from 'node:http'
import type { TLSSocket } from 'node:tls'

/** What is asked of a registry before anything else (OCI distribution specification, "Determining Support"). */
const PATH = '/v2/'

/** The head of an answer, as far as it matters here. */
export interface Answer {
  readonly status: number
  /** Every WWW-Authenticate. */
  readonly challenges: readonly string[]
  readonly location: string | undefined
  /** The media type, if there is one. */
  readonly type: string | undefined
}

/**
 * What a registry answers with. Nothing but its head is read, nobody is followed, and no credentials are sent.
 * @param host as in a URL, with the port where it is not that of https
 * @throws whatever Node does where no answer comes, and the signal's reason
 */
export function askRegistry(socket: TLSSocket, host: string, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
    const asked = request({
      createConnection: () => socket,
      path: PATH,
      headers: { host, accept: '*/*', 'accept-encoding': 'identity', connection: 'close' },
    })
    const answer = ({ statusCode = 0, headers, headersDistinct }: IncomingMessage) =>
      resolve({
        status: statusCode,
        challenges: headersDistinct['www-authenticate'] ?? [],
        location: headers.location,
        type: headers['content-type'],
      })
    asked.once('response', answer)
    asked.once('upgrade', answer)
    asked.on('error', reject)
    asked.end()
  })
}
