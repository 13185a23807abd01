import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { WhenDone } from '../../support/folder.ts'

/**
 * Stands for DNS: a proxy on the loopback that leads names to ports of the loopback. Go asks a proxy for every name but
 * those of the loopback itself, and so no file of the machine needs a change.
 *
 * @returns HTTPS_PROXY, and the table to fill: `harbor.corp.example:443` to a port
 */
export async function nameServer(whenDone: WhenDone) {
  const ports = new Map<string, number>()
  const sockets = new Set<Socket>()
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connection', socket => sockets.add(socket))
  server.on('connect', ({ url = '' }, socket, head) => {
    socket.on('error', () => {})
    const port = ports.get(url.toLowerCase())
    if (port === undefined) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    const there = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      there.write(head)
      there.pipe(socket).pipe(there)
    })
    sockets.add(there)
    there.on('error', () => socket.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  whenDone(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { ports, proxy: `http://127.0.0.1:${portOf(server.address())}` }
}

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
