import { request } from 'node:http'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { authorityOf } from '../server-name.ts'
import { Refusal, wordsFor } from './failure.ts'
import { known, lookUp } from './look-up.ts'
import { proxyFor } from './proxy.ts'

/** Where to connect to. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** What a connection may use and how long it may take. */
export interface Allowance {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/**
 * A TLS connection on which nothing but the handshake has been sent. Nothing is verified: what the server shows is looked
 * at, and believed only if a person says so. For the same reason old versions and short keys will do, and no certificate
 * authorities are loaded: Node would complete the chain from them, and a root that the server does not send would seem sent.
 * @throws {Refusal} and whatever Node throws for a connection that fails
 */
export async function openTls({ host, port }: Address, { env, signal }: Allowance): Promise<TLSSocket> {
  const proxy = proxyFor(host, port, env)
  const way =
    proxy === undefined
      ? { host, port, lookup: known(await lookUp(host, signal)) }
      : { socket: await tunnelThrough(proxy, { host, port }, signal) }
  signal.throwIfAborted()
  const socket = connect({
    ...way,
    ...(isIP(host) === 0 && { servername: host }),
    rejectUnauthorized: false,
    ca: [],
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
  return opened(socket, 'secureConnect', signal)
}

/**
 * A connection, or a tunnel through the proxy, on which nothing has been sent.
 * @throws {Refusal} and whatever Node throws for a connection that fails
 */
export async function openTcp({ host, port }: Address, { env, signal }: Allowance): Promise<Socket> {
  const proxy = proxyFor(host, port, env)
  if (proxy !== undefined) return tunnelThrough(proxy, { host, port }, signal)
  const lookup = known(await lookUp(host, signal))
  signal.throwIfAborted()
  return opened(connectTcp({ host, port, lookup }), 'connect', signal)
}

/** The socket once it is connected; until it is closed it goes with the signal. */
function opened<T extends Socket>(socket: T, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => socket.destroy(asError(signal.reason))
    signal.addEventListener('abort', abort)
    socket.once('close', () => signal.removeEventListener('abort', abort))
    // Errors that come later are heard here as well, and told where the socket is used.
    socket.on('error', reject)
    socket.once(event, () => resolve(socket))
  })
}

/** RFC 9110 section 9.3.6. */
async function tunnelThrough(proxy: URL, { host, port }: Address, signal: AbortSignal): Promise<Socket> {
  const authority = authorityOf(host, port)
  const login = `${decoded(proxy.username)}:${decoded(proxy.password)}`
  const fix = 'check HTTPS_PROXY and NO_PROXY'
  const own = proxy.hostname.replace(/^\[|\]$/g, '')
  const addresses = await lookUp(own, signal).catch((error: unknown) => {
    const why = error instanceof Refusal ? error.message : 'there is no host of that name'
    throw new Refusal(`the proxy ${proxy.host} is not found: ${why}`, fix)
  })
  return new Promise((resolve, reject) => {
    const asked = request({
      host: own,
      lookup: known(addresses),
      port: proxy.port === '' ? 80 : proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: {
        host: authority,
        ...(login !== ':' && { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` }),
      },
      agent: false,
      signal,
    })
    const refuse = (status = 0) => {
      asked.destroy()
      const wantsLogin = status === 407
      const why = wantsLogin ? 'it wants a login (status 407)' : `status ${status}`
      const login = 'HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT, with % codes for what a URL has a meaning for'
      reject(new Refusal(`the proxy ${proxy.host} refuses to connect: ${why}`, wantsLogin ? login : fix))
    }
    asked.once('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
      // What has come behind the answer already is from the server.
      if (head.length > 0) socket.unshift(head)
      if (statusCode >= 200 && statusCode < 300) resolve(socket)
      else refuse(statusCode)
    })
    asked.once('response', ({ statusCode }) => refuse(statusCode))
    asked.once('error', error =>
      reject(
        new Refusal(
          `the proxy ${proxy.host} does not answer${signal.aborted ? ' in time' : `: ${wordsFor(error)}`}`,
          fix,
        ),
      ),
    )
    asked.end()
  })
}

/** What stands before the `@` of a URL. Who forgets to encode a percent sign means one. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))
