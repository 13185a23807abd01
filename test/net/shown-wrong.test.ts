import { connect, type Socket } from 'node:net'
import { DEFAULT_CIPHERS, type SecureVersion, type TlsOptions } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { certificate } from '../support/certificates.ts'
import { CHAIN_ROOT, ISSUING, LEAF, LEAF_KEY } from '../support/chain.ts'
import { certificates12, message, record, SERVER_HELLO_DONE, serverHello } from '../support/flights.ts'
import { octetsFrom, rsaKey } from '../support/keys.ts'
import { httpServer, httpsServer, proxyServer, tcpServer, tlsServer } from '../support/servers.ts'
import { hex, problem, shown } from '../support/shown.ts'

const only = (version: SecureVersion): TlsOptions => ({ minVersion: version, maxVersion: version })
const WEAK = { ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0` }

/** Sends this as soon as it is greeted, and then nothing. */
const answering = (octets: Uint8Array | string, then: (socket: Socket) => void = () => {}) =>
  tcpServer(
    socket =>
      void socket.once('data', () => {
        socket.write(octets)
        then(socket)
      }),
  )

const flight = (...messages: readonly Buffer[]) => record(22, Buffer.concat(messages))

describe('where there are no certificates to see, it is told why, and what to do', () => {
  const greets = (text: string) => tcpServer(socket => void socket.write(text))
  const NO_TLS = 'what listens there does not speak TLS; perhaps plain HTTP; name the port for HTTPS'
  const TOO_OLD =
    'the server speaks TLS 1.1 at most, which Go refuses ("tls: protocol version not supported"); have it speak TLS 1.2 or 1.3'
  const CLOSED = 'the connection was closed in the middle; check the name and the port'
  const REFUSED =
    'the server refuses the TLS handshake: handshake failure; have it offer what Go does: TLS 1.3, or TLS 1.2 with ECDHE'
  const LATE =
    'no answer within 0.4 s; check the name and the port, and whether a proxy or a firewall is on the way; --timeout 60s'

  test.each<[string, () => Promise<number>, string]>([
    ['nobody listens', async () => 1, 'nothing listens there'],
    ['it says nothing', () => tcpServer(() => {}), LATE],
    ['it hangs up', () => tcpServer(socket => void socket.end()), CLOSED],
    ['it resets', () => tcpServer(socket => void socket.resetAndDestroy()), CLOSED],
    ['it resets when it is greeted', () => answering('', socket => socket.resetAndDestroy()), CLOSED],
    ['it speaks HTTP', () => httpServer((_, response) => response.end('hello')), NO_TLS],
    ['it speaks SSH', () => greets('SSH-2.0-OpenSSH_9.6\r\n'), NO_TLS],
    ['it speaks SMTP', () => greets('220 mail.example ESMTP\r\n'), NO_TLS],
    ['it babbles', () => answering(octetsFrom('babble', 4000)), NO_TLS],
    ['it babbles in records', () => answering(record(22, octetsFrom('babble', 4000))), 'the server sends'],
    [
      'it drips',
      () => tcpServer(socket => void setInterval(() => socket.write(Buffer.from('1603030fff', 'hex')), 50).unref()),
      LATE,
    ],
    [
      'it drips an octet now and then',
      () => {
        const octets = flight(serverHello(0x0303), certificates12([LEAF]))
        return tcpServer(socket => {
          let sent = 0
          setInterval(() => socket.write(octets.subarray(sent, ++sent)), 20).unref()
        })
      },
      LATE,
    ],
    [
      'it stops in the middle of a certificate',
      () => answering(flight(serverHello(0x0303), certificates12([LEAF])).subarray(0, -9)),
      LATE,
    ],
    [
      'it hangs up in the middle of a certificate',
      () => answering(flight(serverHello(0x0303), certificates12([LEAF])).subarray(0, -9), socket => socket.end()),
      CLOSED,
    ],
    [
      'it has nothing to show',
      () => answering(flight(serverHello(0x0303), certificates12([]), SERVER_HELLO_DONE)),
      'the server shows no certificate; ',
    ],
    [
      'it speaks TLS 1.0 only',
      () => tlsServer([LEAF], LEAF_KEY, { ...only('TLSv1'), ...WEAK }).then(({ port }) => port),
      TOO_OLD,
    ],
    [
      'it speaks TLS 1.1 only',
      () => tlsServer([LEAF], LEAF_KEY, { ...only('TLSv1.1'), ...WEAK }).then(({ port }) => port),
      TOO_OLD,
    ],
    [
      'it has never heard of newer versions',
      () => answering(flight(serverHello(0x0301), certificates12([LEAF]), SERVER_HELLO_DONE)),
      TOO_OLD,
    ],
    [
      'it has a cipher suite that Go has not',
      () =>
        tlsServer([LEAF], LEAF_KEY, { ...only('TLSv1.2'), ciphers: 'ECDHE-ECDSA-AES128-CCM' }).then(({ port }) => port),
      REFUSED,
    ],
    [
      'it has a group that Go has not',
      () => tlsServer([LEAF], LEAF_KEY, { ecdhCurve: 'X448' }).then(({ port }) => port),
      REFUSED,
    ],
    [
      'it has a group of finite fields, over TLS 1.3',
      () => tlsServer([LEAF], LEAF_KEY, { ...only('TLSv1.3'), ecdhCurve: 'ffdhe2048' }).then(({ port }) => port),
      REFUSED,
    ],
    [
      'it signs with SHA-1 only',
      () => {
        const [key, options] = [
          rsaKey('sha1 server'),
          { ...only('TLSv1.2'), sigalgs: 'RSA+SHA1', ciphers: 'ALL:@SECLEVEL=0' },
        ]
        return tlsServer([certificate({ key })], key, options).then(({ port }) => port)
      },
      REFUSED,
    ],
    [
      'it sends messages that say nothing, without end',
      () => answering(Buffer.concat(Array<Buffer>(90).fill(record(22, Buffer.alloc(16384))))),
      '',
    ],
    [
      'it sends more than Go takes',
      () => httpsServer(() => {}, [LEAF, ...Array<Buffer>(700).fill(ISSUING)]),
      'the server sends 316 KiB of certificates; Go takes 256 KiB; have it send',
    ],
  ])('%s', async (_, server, said) => {
    const port = await server()
    const before = performance.now()
    expect(await problem(port, { timeout: 400 })).toContain(`127.0.0.1:${port}: ${said}`)
    expect(performance.now() - before).toBeLessThan(2000)
  })
})

describe('where the handshake fails behind the certificates, they are shown all the same', () => {
  const whole = (...chain: readonly Uint8Array[]) =>
    flight(serverHello(0x0303), certificates12(chain), SERVER_HELLO_DONE)
  test.each<[string, readonly Uint8Array[], (socket: Socket) => void, RegExp]>([
    ['that is no certificate', [Buffer.from('no certificate')], () => {}, /^the TLS handshake fails: /],
    ['that is empty', [Buffer.alloc(0)], () => {}, /^the TLS handshake fails: /],
    ['of which the second is none', [LEAF, Buffer.from('none')], () => {}, /^the TLS handshake fails: /],
    ['without a key exchange', [LEAF, ISSUING], () => {}, /^the TLS handshake fails: /],
  ])('%s', async (_, chain, then, why) => {
    const seen = await shown('127.0.0.1', await answering(whole(...chain), then))
    expect(hex(seen.chain)).toEqual(hex(chain))
    expect(seen.registry).toEqual({ kind: 'silent', why: expect.stringMatching(why), cause: 'handshake' })
  })

  test.each<[string, (socket: Socket) => void, string]>([
    ['nothing more comes', () => {}, 'no answer within 0.4 s'],
    ['it hangs up', socket => socket.end(), 'the connection was closed in the middle'],
    [
      'it resets',
      socket => void setTimeout(() => socket.resetAndDestroy(), 50),
      'the connection was closed in the middle',
    ],
  ])('%s', async (_, then, why) => {
    const half = flight(serverHello(0x0303), certificates12([LEAF]), message(12, Buffer.alloc(99)).subarray(0, 50))
    const seen = await shown('127.0.0.1', await answering(half, then), { timeout: 400 })
    expect(hex(seen.chain)).toEqual(hex([LEAF]))
    expect(seen.registry).toEqual({ kind: 'silent', why, cause: 'handshake' })
  })
})

describe('a connection', () => {
  /** Lets so many octets of the server through, and then ends the connection, or leaves it as it is. */
  const cutting = (port: number, count: number, end: (socket: Socket) => void) =>
    tcpServer(socket => {
      const server = connect(port, '127.0.0.1')
      server.on('error', () => {})
      let left = count
      server.on('data', octets => {
        socket.write(octets.subarray(0, left))
        if (left > 0 && left <= octets.length) end(socket)
        left = Math.max(0, left - octets.length)
      })
      socket.on('data', octets => server.write(octets))
      socket.on('close', () => server.destroy())
    })

  test.each([
    ['TLSv1.2', 'ended', (socket: Socket) => socket.end()],
    ['TLSv1.2', 'reset', (socket: Socket) => socket.resetAndDestroy()],
    ['TLSv1.3', 'ended', (socket: Socket) => socket.end()],
    ['TLSv1.3', 'reset', (socket: Socket) => socket.resetAndDestroy()],
  ] as const)('of %s may be %s at any time', async (version, _, end) => {
    const chain = [LEAF, CHAIN_ROOT, ISSUING]
    const port = await httpsServer((_, response) => response.end(), chain, only(version))
    const kinds = new Set<string>()
    for (let count = 1; count < 3000; count += 61) {
      const seen = await shown('127.0.0.1', await cutting(port, count, end)).catch(error => error)
      if (seen instanceof Error) kinds.add(seen.message)
      else {
        expect(hex(seen.chain)).toEqual(hex(chain))
        kinds.add(seen.registry.kind)
      }
    }
    expect([...kinds].sort()).toEqual(['open', 'silent', 'the connection was closed in the middle'])
  })

  test('is ended in good order, with nothing sent but one request', async () => {
    const { port, seen } = await tlsServer([LEAF], LEAF_KEY, {}, '127.0.0.1', socket =>
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\n')),
    )
    await shown('127.0.0.1', port)
    await expect.poll(() => seen.closed).toBe(1)
  })

  test('goes through the proxy, unless that is not to be', async () => {
    const port = await httpsServer((_, response) => response.end(), [LEAF, ISSUING])
    const proxy = await proxyServer()
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }
    expect(hex((await shown('registry.example', port, { env })).chain)).toEqual(hex([LEAF, ISSUING]))
    await shown('127.0.0.1', port, { env: { ...env, NO_PROXY: '127.0.0.1' } })
    expect(proxy.asked.map(({ url }) => url)).toEqual([`registry.example:${port}`])
    const refusing = { HTTPS_PROXY: `http://127.0.0.1:${(await proxyServer({ refuses: true })).port}` }
    expect(await problem(port, { env: refusing }, 'registry.example')).toMatch(
      /: the proxy 127\.0\.0\.1:\d+ refuses to connect: status 403; /,
    )
  })
})
