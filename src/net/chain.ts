import type { DetailedPeerCertificate } from 'node:tls'
import { type Address, type Allowance, openTls } from './connect.ts'
import { ConnectionError } from './failure.ts'
import { greetingAt } from './greeting-at.ts'

/**
 * The certificates that a server sends, each once, in its order, its own first, whether the handshake comes to its end or not. Of a server
 * that speaks nothing that Go does, such as TLS 1.1, only those that link up with its own: Node does not give out the others.
 * @throws {ConnectionError} and whatever Node throws for a connection that fails
 */
export async function chainOf(address: Address, allowance: Allowance): Promise<Uint8Array[]> {
  const { flight, failure, close } = await greetingAt(address, allowance)
  close()
  if (flight.kind !== 'certificates' || flight.certificates.length === 0) {
    if (failure === undefined || allowance.patience.signal.aborted) throw failure ?? NONE
    return linkedChain(address, allowance)
  }
  return [...new Map(flight.certificates.map(der => [Buffer.from(der).toString('latin1'), der])).values()]
}

const NONE = new ConnectionError('the server shows no certificate', 'name the port for TLS')

async function linkedChain(address: Address, allowance: Allowance): Promise<Uint8Array[]> {
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
  if (chain.size === 0) throw NONE
  return [...chain.values()]
}
