import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { Duplex } from 'node:stream'
import type { TlsOptions } from 'node:tls'
import { pem } from '../../support/certificates.ts'
import type { WhenDone } from '../../support/folder.ts'
import type { Holder } from './pki.ts'

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'

/** Answers as a registry does that has one image. */
const asRegistry: RequestListener = ({ url = '' }, response) => {
  const isManifest = url.includes('/manifests/')
  response.writeHead(200, { 'content-type': isManifest ? MANIFEST : 'application/json' })
  response.end(isManifest ? JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, layers: [] }) : '{}')
}

/** In what a registry departs from the ordinary. */
export interface Peculiar {
  readonly tls?: TlsOptions
  readonly answer?: RequestListener
}

/**
 * A registry whose TLS shows what it is told to, of any age and strength.
 *
 * @param chain the certificate of the server first
 * @returns its port on the loopback
 */
export async function registryOf(
  chain: readonly Holder[],
  whenDone: WhenDone,
  { tls = {}, answer = asRegistry }: Peculiar = {},
): Promise<number> {
  const [first] = chain
  if (first === undefined) throw new Error('no certificate')
  const key = first.key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const cert = chain.map(({ der }) => pem(der)).join('')
  // What clients refuse must be shown to them first.
  const server = createServer({ key, cert, ciphers: 'DEFAULT@SECLEVEL=0', ...tls }, answer)
  const sockets = new Set<Duplex>()
  server.on('connection', socket => sockets.add(socket))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  whenDone(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
