import { request } from 'node:http'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { authorityOf } from '../server-name.ts'
import { ConnectionError, wordsFor } from './failure.ts'
import { fixedLookup, lookUp } from './look-up.ts'
import type { Patience } from './patience.ts'
import { proxyFor } from './proxy.ts'

/** Where to connect to. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** What a connection may use and how long it may take. */
export interface Allowance {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly patience: Patience
}

/**
 * A TLS connection on which nothing but the handshake has been sent. Nothing is verified: what the server shows is looked
 * at, and believed only if a person says so. For the same reason old versions and short keys will do, and no certificate
 * authorities are loaded: Node would complete the chain from them, and a root that the server does not send would seem sent.
 * @throws {ConnectionError} and whatever Node throws for a connection that fails
 */
export async function openTls({ host, port }: Address, { env, patience }: Allowance): Promise<TLSSocket> {
  const proxy = proxyFor(host, port, env)
  const way =
    proxy === undefined
      ? await directWay({ host, port }, patience)
      : { socket: await tunnelThrough(proxy, { host, port }, patience) }
  patience.signal.throwIfAborted()
  const socket = connect({
    ...way,
    ...(isIP(host) === 0 && { servername: host }),
    rejectUnauthorized: false,
    ca: [],
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
  return opened(socket, 'secureConnect', patience.signal)
}

/**
 * A connection, or a tunnel through the proxy, on which nothing has been sent.
 * @throws {ConnectionError} and whatever Node throws for a connection that fails
 */
export async function openTcp({ host, port }: Address, { env, patience }: Allowance): Promise<Socket> {
  const proxy = proxyFor(host, port, env)
  if (proxy !== undefined) return tunnelThrough(proxy, { host, port }, patience)
  const way = await directWay({ host, port }, patience)
  patience.signal.throwIfAborted()
  return opened(connectTcp(way), 'connect', patience.signal)
}

/** How Node connects without a proxy. By itself it leaves every address of a host but the last after a quarter of a second. */
async function directWay({ host, port }: Address, patience: Patience) {
  const addresses = await lookUp(host, patience)
  const autoSelectFamilyAttemptTimeout = Math.max(10, Math.ceil(patience.total / (addresses.length + 1)))
  return { host, port, lookup: fixedLookup(addresses), autoSelectFamilyAttemptTimeout }
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
async function tunnelThrough(proxy: URL, { host, port }: Address, patience: Patience): Promise<Socket> {
  const { signal } = patience
  const authority = authorityOf(host, port)
  const login = `${decoded(proxy.username)}:${decoded(proxy.password)}`
  const fix = 'check HTTPS_PROXY and NO_PROXY'
  const own = proxy.hostname.replace(/^\[|\]$/g, '')
  const addresses = await lookUp(own, patience).catch((error: unknown) => {
    const why = error instanceof ConnectionError ? error.message : 'there is no host of that name'
    throw new ConnectionError(`the proxy ${proxy.host} is not found: ${why}`, fix)
  })
  return new Promise((resolve, reject) => {
    const asked = request({
      host: own,
      lookup: fixedLookup(addresses),
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
      reject(new ConnectionError(`the proxy ${proxy.host} refuses to connect: ${why}`, wantsLogin ? login : fix))
    }
    asked.once('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
      // What has come behind the answer already is from the server.
      if (head.length > 0) socket.unshift(head)
      if (statusCode >= 200 && statusCode < 300) resolve(socket)
      else refuse(statusCode)
    })
    asked.once('error', error =>
      reject(
        new ConnectionError(
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
