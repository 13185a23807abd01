import { codeOf } from '../reason.ts'
import { authorityOf } from '../server-name.ts'
import type { RegistryAnswer, SilenceCause } from '../verify/answer.ts'
import { type Answer, askRegistry } from './ask-registry.ts'
import type { Address, Allowance } from './connect.ts'
import { ConnectionError } from './failure.ts'
import type { Greeting } from './greet.ts'
import { greetingAt } from './greeting-at.ts'
import { otherServer, tokenServer } from './token-server.ts'

/** What a server shows to a TLS client of today, and what it answers to the protocol of registries. */
export interface Shown {
  /** DER, in exactly the order and with exactly the repetitions in which the server has sent them. Nothing of it is verified. */
  readonly chain: readonly Uint8Array[]
  /** As negotiated. */
  readonly protocol: 'TLS 1.2' | 'TLS 1.3'
  /** What `GET /v2/` came to. */
  readonly registry: RegistryAnswer
}

/**
 * One connection, one handshake, one request.
 * @param words for what keeps a registry from answering
 * @throws {ConnectionError} and whatever Node throws for a connection that fails
 */
export async function shownAt(
  address: Address,
  allowance: Allowance,
  words: (error: unknown) => string,
): Promise<Shown> {
  const { signal } = allowance.patience
  const greeting = await greetingAt(address, allowance)
  const { tls, failure, close } = greeting
  try {
    const { certificates: chain, version: protocol, asksForCertificate } = certificatesIn(greeting)
    const silent = (error: unknown, otherwise: SilenceCause): RegistryAnswer => ({
      kind: 'silent',
      ...(reasonFor(error, asksForCertificate) ?? { why: words(error), cause: otherwise }),
    })
    const registry =
      failure === undefined
        ? await askRegistry(
            tls,
            authorityOf(address.host, address.port === 443 ? undefined : address.port),
            signal,
          ).then(
            answer => answerOf(answer, address),
            error => silent(error, 'other'),
          )
        : silent(failure, 'handshake')
    return { chain, protocol, registry }
  } finally {
    close()
  }
}

function certificatesIn({ flight, failure }: Greeting) {
  if (flight.kind === 'unreadable') throw flight.refusal
  if (flight.kind === 'incomplete' && failure !== undefined) throw failure
  if (flight.kind === 'incomplete' || flight.certificates.length === 0)
    throw new ConnectionError('the server shows no certificate', 'name the port for TLS')
  return flight
}

function answerOf({ status, challenges, location, type = '' }: Answer, address: Address): RegistryAnswer {
  // Whatever stands in front of it has pages for everybody.
  if (status === 200) return /^text\/html\b/i.test(type) ? { kind: 'other', status } : { kind: 'open' }
  if (status !== 401) {
    const sentOnTo = status >= 300 && status < 400 ? otherServer(location ?? '', address) : undefined
    return sentOnTo === undefined ? { kind: 'other', status } : { kind: 'other', status, sentOnTo }
  }
  const tokensFrom = tokenServer(challenges, address)
  return tokensFrom === undefined ? { kind: 'login' } : { kind: 'login', tokensFrom }
}

/** What is only to be told by what the server has said before. */
function reasonFor(
  error: unknown,
  asksForCertificate: boolean,
): { readonly why: string; readonly cause: SilenceCause } | undefined {
  const code = codeOf(error)
  const isHangUp = /_ALERT_|^(ECONNRESET|EPIPE)$/.test(code)
  if (isHangUp && asksForCertificate) return { why: 'the server wants a certificate of its client', cause: 'client' }
  if (code === 'ERR_SSL_EXCESSIVE_MESSAGE_SIZE')
    return {
      why: 'not asked: the OpenSSL of this program takes 100 KiB of certificates; Go takes 256 KiB',
      cause: 'program',
    }
  return undefined
}
