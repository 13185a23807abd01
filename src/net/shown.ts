import { isIP } from 'node:net'
import { askRegistry } from './ask-registry.ts'
import { type Address, type Allowance, openTcp } from './connect.ts'
import { Refusal } from './failure.ts'
import { type Greeting, greet } from './greet.ts'

/** What a server shows to a TLS client of today, and what it answers to the protocol of registries. */
export interface Shown {
  /** DER, in exactly the order and with exactly the repetitions in which the server has sent them. Nothing of it is verified. */
  readonly chain: readonly Uint8Array[]
  /** As negotiated. */
  readonly protocol: 'TLS 1.2' | 'TLS 1.3'
  /** What `GET /v2/` came to. */
  readonly registry: RegistryAnswer
}

export type RegistryAnswer =
  /** 200: anybody may read. */
  | { readonly kind: 'open' }
  /** 401. */
  | { readonly kind: 'login' }
  /** Something else listens there, or something stands in front of it. */
  | { readonly kind: 'other'; readonly status: number }
  /** No answer in HTTP, and why not, in words. */
  | {
      readonly kind: 'silent'
      readonly why: string
      /** Where it is false, the handshake itself has failed, behind the certificates. */
      readonly isHandshakeDone: boolean
    }

/**
 * One connection, one handshake, one request.
 * @param words for what keeps a registry from answering
 * @throws {Refusal} and whatever Node throws for a connection that fails
 */
export async function shownAt(
  address: Address,
  allowance: Allowance,
  words: (error: unknown) => string,
): Promise<Shown> {
  const { signal } = allowance
  const socket = await openTcp(address, allowance)
  // Whatever happens to it is heard where it is used.
  socket.on('error', () => {})
  const greeting = await greet(socket, address.host, signal)
  const { tls, failure } = greeting
  try {
    const { certificates: chain, version: protocol, asksForCertificate } = certificatesIn(greeting)
    const silent = (error: unknown, isHandshakeDone: boolean): RegistryAnswer => {
      const why = reasonFor(error, asksForCertificate) ?? words(error)
      return { kind: 'silent', why, isHandshakeDone }
    }
    const registry =
      failure === undefined
        ? await askRegistry(tls, authorityOf(address), signal).then(answerOf, error => silent(error, true))
        : silent(failure, false)
    return { chain, protocol, registry }
  } finally {
    tls.once('close', () => socket.destroy())
    // In good order, so that nobody is woken by errors in the log of the server.
    if (tls.destroyed || signal.aborted) {
      tls.destroy()
      socket.destroy()
    } else tls.destroySoon()
  }
}

function certificatesIn({ flight, failure }: Greeting) {
  if (flight.kind === 'unreadable') throw flight.refusal
  if (flight.kind === 'incomplete' && failure !== undefined) throw failure
  if (flight.kind === 'incomplete' || flight.certificates.length === 0)
    throw new Refusal('the server shows no certificate', 'name the port for TLS')
  return flight
}

function answerOf(status: number): RegistryAnswer {
  if (status === 200) return { kind: 'open' }
  return status === 401 ? { kind: 'login' } : { kind: 'other', status }
}

/** What is only to be told by what the server has said before. */
function reasonFor(error: unknown, asksForCertificate: boolean): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isHangUp = /_ALERT_|^(ECONNRESET|EPIPE)$/.test(code)
  if (isHangUp && asksForCertificate) return 'the server wants a certificate of its client'
  if (code === 'ERR_SSL_EXCESSIVE_MESSAGE_SIZE')
    return 'it cannot be asked by this program, whose OpenSSL takes 100 KiB of certificates; Go takes 256 KiB'
  return undefined
}

const authorityOf = ({ host, port }: Address): string =>
  `${isIP(host) === 6 ? `[${host}]` : host}${port === 443 ? '' : `:${port}`}`
