import { ConnectionError } from '../failure.ts'
import { refusalIn } from './alert.ts'
import { readCertificates } from './certificates.ts'
import { assembly, type Message, Type } from './messages.ts'
import { unreadable } from './octets.ts'
import { type Opener, openerFor } from './opener.ts'
import { Content, recordsIn } from './records.ts'
import { readServerHello, type ServerHello } from './server-hello.ts'

/** What a server has said by the time of its certificates. */
export type Flight =
  | {
      readonly kind: 'certificates'
      readonly version: ServerHello['version']
      /** In the order and with the repetitions in which they were sent. */
      readonly certificates: readonly Uint8Array[]
      /** Whether it has asked for a certificate of the client. It may do without. */
      readonly asksForCertificate: boolean
    }
  /** As far as it goes it is good, and the certificates are not there yet. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'unreadable'; readonly refusal: ConnectionError }

/**
 * Reads what a server has sent, from its first octet on.
 * @param keyLog lines as `keylog` of Node gives them, without which nothing can be read that TLS 1.3 encrypts
 */
export function readFlight(recording: Uint8Array, keyLog: readonly string[]): Flight {
  const said: Said = { asksForCertificate: false }
  let refusal: ConnectionError | undefined
  try {
    listen(recording, keyLog, said)
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error
    refusal = error
  }
  const { hello, certificates, asksForCertificate } = said
  // What is wrong behind the certificates does not change them.
  if (hello !== undefined && certificates !== undefined)
    return { kind: 'certificates', version: hello.version, certificates, asksForCertificate }
  return refusal === undefined ? { kind: 'incomplete' } : { kind: 'unreadable', refusal }
}

interface Said {
  hello?: ServerHello
  certificates?: readonly Uint8Array[]
  asksForCertificate: boolean
}

function listen(recording: Uint8Array, keyLog: readonly string[], said: Said): void {
  const messages = assembly()
  let open: Opener | undefined
  for (const record of recordsIn(recording)) {
    if (record.type === Content.changeCipherSpec) {
      // TLS 1.2 is encrypted from here on, and TLS 1.3 sends it for show (RFC 8446 section 5).
      if (said.hello?.version === 'TLS 1.2') return
      continue
    }
    const { type, body } = open === undefined ? record : open(record)
    if (type === Content.alert) {
      const refusal = refusalIn(body)
      if (refusal !== undefined) throw refusal
    } else if (type === Content.handshake) {
      for (const message of messages.add(body)) {
        if (open === undefined && said.hello?.version === 'TLS 1.3') throw inTheClear()
        if (hear(message, said) === 'enough') return
      }
    } else throw unreadable('it sends something else before its certificates')
    if (open === undefined && said.hello?.version === 'TLS 1.3') {
      if (messages.isInTheMiddle()) throw inTheClear()
      open = openerFor(secretIn(keyLog), said.hello.suite)
    }
  }
}

const inTheClear = () => unreadable('it sends in the clear what must be encrypted')

/** Takes in a message. Of TLS 1.2 one is enough that says nothing, behind the certificates. */
function hear({ type, body }: Message, said: Said): 'enough' | 'more' {
  if (type === Type.helloRequest) return 'more'
  if (said.hello === undefined) {
    if (type !== Type.serverHello) throw unreadable('it does not begin with a ServerHello')
    const hello = readServerHello(body)
    if (hello !== undefined) said.hello = hello
    return 'more'
  }
  if (type === Type.certificateRequest) said.asksForCertificate = true
  if (type === Type.certificate) said.certificates ??= readCertificates(body, said.hello.version)
  const last = said.hello.version === 'TLS 1.3' ? Type.certificate : Type.serverHelloDone
  return type === last ? 'enough' : 'more'
}

/** The line of the format that NSS has for SSLKEYLOGFILE: label, random of the client, secret. */
function secretIn(keyLog: readonly string[]): Uint8Array {
  const [, secret] = /^SERVER_HANDSHAKE_TRAFFIC_SECRET [0-9a-f]+ ([0-9a-f]+)$/im.exec(keyLog.join('\n')) ?? []
  if (secret === undefined) throw unreadable('the key of TLS 1.3 is not known')
  return Buffer.from(secret, 'hex')
}
