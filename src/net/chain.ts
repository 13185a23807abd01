import type { DetailedPeerCertificate } from 'node:tls'
import { type Address, type Allowance, openTls } from './connect.ts'
import { ConnectionError } from './failure.ts'
import { greetingAt } from './greeting-at.ts'

/**
 * The certificates that a server shows, its own first, each followed by its issuer as far as that was sent. What does not
 * link up with the server's own, Node does not give out.
 * @throws {ConnectionError} and whatever Node throws for a connection that fails
 */
export async function chainOf(address: Address, allowance: Allowance): Promise<Uint8Array[]> {
  try {
    return await linkedChain(address, allowance)
  } catch (error) {
    const chain = isBrokenOff(error) ? await chainSent(address, allowance) : []
    if (chain.length === 0) throw error
    return chain
  }
}

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
  if (chain.size === 0) throw new ConnectionError('the server shows no certificate', 'name the port for TLS')
  return [...chain.values()]
}

/** A handshake may fail behind the certificates: where the server wants one of its client, or sends more than OpenSSL takes. */
function isBrokenOff(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('ERR_SSL_') || code === 'ECONNRESET'
}

/** What a server sends, in its order, though the handshake may not come to its end. */
async function chainSent(address: Address, allowance: Allowance): Promise<Uint8Array[]> {
  const { flight, close } = await greetingAt(address, allowance)
  close()
  const sent = flight.kind === 'certificates' ? flight.certificates : []
  return [...new Map(sent.map(der => [Buffer.from(der).toString('latin1'), der])).values()]
}
