import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/**
 * A stream for Node to speak TLS over, of which everything that comes in is heard on the way. A socket itself would not do: Node takes its
 * handle and reads past whoever listens. The socket outlives the stream, so that what is still under way can be heard.
 */
export function tapped(socket: Socket, hear: (octets: Uint8Array) => void): Duplex {
  const stream = new Duplex({
    read: () => void socket.resume(),
    write: (octets, _, done) => void socket.write(octets, done),
    final: done => void socket.end(done),
  })
  socket.on('data', octets => {
    hear(octets)
    if (!stream.destroyed && !stream.push(octets)) socket.pause()
  })
  socket.once('end', () => {
    if (!stream.destroyed) stream.push(null)
  })
  socket.once('error', error => stream.destroy(error))
  socket.once('close', () => stream.destroy())
  return stream
}
