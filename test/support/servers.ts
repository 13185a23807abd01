import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'
import { pem } from './certificates.ts'
import { LEAF_KEY } from './chain.ts'
import type { KeyPair } from './keys.ts'

/** Servers on the loopback, each for one test. All give the port that they listen on. */

async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>(resolve => server.listen(0, host, resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return (address satisfies AddressInfo).port
}

export const pemKey = ({ privateKey }: KeyPair) => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
export const pemChain = (chain: readonly Uint8Array[]) => chain.map(der => pem(der)).join('')

/** What a server has seen of its clients. */
export interface Seen {
  /** Octets behind the handshake. */
  octets: number
  /** Names that clients asked for (SNI). */
  readonly names: (string | false | null)[]
  /** Connections that clients have ended in good order. */
  closed: number
}

/** Shows a chain, the certificate of `key` first. */
export async function tlsServer(
  chain: readonly Uint8Array[],
  key: KeyPair = LEAF_KEY,
  options: TlsOptions = {},
  at = '127.0.0.1',
  answer: (socket: TLSSocket) => void = () => {},
) {
  const seen: Seen = { octets: 0, names: [], closed: 0 }
  const server = createTlsServer({ key: pemKey(key), cert: pemChain(chain), ...options }, socket => {
    seen.names.push(socket.servername)
    socket.on('error', () => {})
    socket.on('end', () => seen.closed++)
    socket.on('data', data => {
      seen.octets += data.length
    })
    answer(socket)
  })
  return { port: await listening(server, at), seen }
}

/** Answers requests over TLS. */
export async function httpsServer(
  answer: RequestListener,
  chain: readonly Uint8Array[],
  options: TlsOptions = {},
  at = '127.0.0.1',
): Promise<number> {
  return listening(createHttpsServer({ key: pemKey(LEAF_KEY), cert: pemChain(chain), ...options }, answer), at)
}

/** Does with a connection what it is told to, and knows no protocol. */
export const tcpServer = (answer: (socket: Socket) => void): Promise<number> => listening(createTcpServer(answer))

export const httpServer = (answer: RequestListener): Promise<number> => listening(createHttpServer(answer))

/** A proxy that connects every name to the loopback, or refuses. */
export async function proxyServer({ refuses = false } = {}) {
  const asked: { readonly url: string; readonly login: string | undefined }[] = []
  const server = createHttpServer((_, response) => response.writeHead(405).end())
  server.on('connect', (request, socket, head) => {
    const { url = '', headers } = request
    asked.push({ url, login: headers['proxy-authorization'] })
    socket.on('error', () => {})
    if (refuses) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const port = Number(url.slice(url.lastIndexOf(':') + 1))
    const there = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      there.write(head)
      there.pipe(socket).pipe(there)
    })
    there.on('error', () => socket.destroy())
  })
  return { port: await listening(server), asked }
}
