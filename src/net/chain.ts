import type { DetailedPeerCertificate } from 'node:tls'
import { type Address, type Allowance, openTls } from './connect.ts'
import { ConnectionError } from './failure.ts'

/**
 * The certificates that a server shows, its own first, each followed by its issuer as far as that was sent. What does not
 * link up with the server's own, Node does not give out.
 * @throws {ConnectionError} and whatever Node throws for a connection that fails
 */
export async function chainOf(address: Address, allowance: Allowance): Promise<Uint8Array[]> {
  const socket = await openTls(address, allowance)
  const chain = new Map<string, Uint8Array>()
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true)
  // Not cut off, so that nobody is woken by handshake errors in the log of the server.
  socket.destroySoon()
  // A root is its own issuer.
  while (next?.raw !== undefined && !chain.has(next.fingerprint256)) {
    chain.set(next.fingerprint256, next.raw)
    next = next.issuerCertificate
  }
  if (chain.size === 0) throw new ConnectionError('the server shows no certificate', 'name the port for TLS')
  return [...chain.values()]
}
