import { constants } from 'node:crypto'
import { isIP, type Socket } from 'node:net'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import { ConnectionError } from './failure.ts'
import { type Flight, readFlight } from './handshake/flight.ts'
import { tapped } from './tap.ts'

/** What a handshake came to. */
export interface Greeting {
  readonly tls: TLSSocket
  /** What the server has said on the way, which may be whole though the handshake is not. */
  readonly flight: Flight
  /** Why the handshake has not come to its end; nothing where it has. */
  readonly failure?: unknown
}

/**
 * What Go 1.26 offers (crypto/tls, defaults.go), so that who refuses Go refuses here; no protocol for what comes behind TLS, as an HTTP client
 * does that has a configuration of its own. Not all of it: OpenSSL 3.0 has no ML-KEM, and a greeting that is as long. OpenSSL is kept from having
 * opinions of its own on certificates: they are judged elsewhere, by Go's rules.
 */
const AS_GO_DOES: ConnectionOptions = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
  ciphers: [
    ...['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
    ...['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'CHACHA20-POLY1305', 'AES128-SHA', 'AES256-SHA'].flatMap(name => [
      `ECDHE-ECDSA-${name}`,
      `ECDHE-RSA-${name}`,
    ]),
    '@SECLEVEL=0',
  ].join(':'),
  ecdhCurve: 'X25519:P-256:P-384:P-521',
  sigalgs: [
    ...['rsa_pss_rsae_sha256', 'rsa_pss_rsae_sha384', 'rsa_pss_rsae_sha512'],
    ...['ecdsa_secp256r1_sha256', 'ecdsa_secp384r1_sha384', 'ecdsa_secp521r1_sha512', 'ed25519'],
    ...['rsa_pkcs1_sha256', 'rsa_pkcs1_sha384', 'rsa_pkcs1_sha512'],
  ].join(':'),
  // Go does not mind a server that knows nothing of RFC 5746, since it never negotiates anew; OpenSSL 3 does.
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
  rejectUnauthorized: false,
  ca: [],
  checkServerIdentity: () => undefined,
}

/** Octets; far more than Go takes before the certificates end. */
const MOST_RECORDED = 1024 * 1024

/**
 * Node's own handshake, which is listened to: Node gives out only what links up with the certificate of the server, once and in
 * another order. It never fails; what keeps it from ending well is in what it gives.
 */
export async function greet(socket: Socket, host: string, signal: AbortSignal): Promise<Greeting> {
  const pieces: Uint8Array[] = []
  const keyLog: string[] = []
  let recorded = 0
  let isOver = false
  const stream = tapped(socket, octets => {
    if (isOver) return
    recorded += octets.length
    if (recorded <= MOST_RECORDED) pieces.push(octets)
    else socket.destroy(new ConnectionError('the server sends more than 1 MiB and no certificate', 'look at its log'))
  })
  const tls = connect({ ...AS_GO_DOES, socket: stream, ...serverName(host) })
  tls.on('keylog', (line: Buffer) => keyLog.push(line.toString('latin1')))
  const read = () => readFlight(Buffer.concat(pieces), keyLog)

  const failure = await new Promise<unknown>(resolve => {
    tls.once('secureConnect', () => resolve(undefined))
    // Errors may come at any time, and whoever asks over this connection hears of them as well.
    tls.on('error', resolve)
    socket.once('error', resolve)
    tls.once('close', () => resolve(new Error('the connection was closed in the middle')))
    signal.addEventListener('abort', () => resolve(signal.reason))
  })
  if (failure !== undefined && recorded > 0) await moreThan(() => read().kind !== 'incomplete', socket, signal)
  isOver = true
  return { tls, flight: read(), failure }
}

/** As Go does (`hostnameInSNI`): no address, and no dot at the end. */
const serverName = (host: string) => (isIP(host) === 0 ? { servername: host.replace(/\.+$/, '') } : {})

/**
 * OpenSSL gives up on more than 100 KiB of certificates before it has read them; Go takes 256. They are under way all the same.
 */
function moreThan(isEnough: () => boolean, socket: Socket, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (isEnough() || socket.destroyed || signal.aborted) return resolve()
    socket.on('data', () => {
      if (isEnough()) resolve()
    })
    socket.once('close', () => resolve())
    signal.addEventListener('abort', () => resolve())
    socket.resume()
  })
}
