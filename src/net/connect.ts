import { request } from 'node:http'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { Refusal } from './failure.ts'
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
  const tunnel = proxy === undefined ? undefined : await tunnelThrough(proxy, { host, port }, signal)
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const socket = connect({
      ...(tunnel === undefined ? { host, port } : { socket: tunnel }),
      ...(isIP(host) === 0 && { servername: host }),
      rejectUnauthorized: false,
      ca: [],
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    const abort = () => socket.destroy(asError(signal.reason))
    signal.addEventListener('abort', abort)
    socket.once('close', () => signal.removeEventListener('abort', abort))
    socket.on('error', reject)
    socket.once('secureConnect', () => resolve(socket))
  })
}

/**
 * A connection, or a tunnel through the proxy, on which nothing has been sent.
 * @throws {Refusal} and whatever Node throws for a connection that fails
 */
export async function openTcp({ host, port }: Address, { env, signal }: Allowance): Promise<Socket> {
  const proxy = proxyFor(host, port, env)
  if (proxy !== undefined) return tunnelThrough(proxy, { host, port }, signal)
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host, port })
    const abort = () => socket.destroy(asError(signal.reason))
    signal.addEventListener('abort', abort)
    socket.once('close', () => signal.removeEventListener('abort', abort))
    socket.once('error', reject)
    socket.once('connect', () => resolve(socket))
  })
}

/** RFC 9110 section 9.3.6. */
function tunnelThrough(proxy: URL, { host, port }: Address, signal: AbortSignal): Promise<Socket> {
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`
  const login = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return new Promise((resolve, reject) => {
    const asked = request({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
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
    const fix = 'check HTTPS_PROXY and NO_PROXY'
    const refuse = (status = 0) => {
      asked.destroy()
      reject(new Refusal(`the proxy ${proxy.host} refuses to connect: status ${status}`, fix))
    }
    asked.once('connect', ({ statusCode = 0 }, socket: Socket) => {
      if (statusCode >= 200 && statusCode < 300) resolve(socket)
      else refuse(statusCode)
    })
    asked.once('response', ({ statusCode }) => refuse(statusCode))
    asked.once('error', error =>
      reject(
        signal.aborted ? signal.reason : new Refusal(`the proxy ${proxy.host} does not answer: ${error.message}`, fix),
      ),
    )
    asked.end()
  })
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))
