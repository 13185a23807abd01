import type { ServerResponse } from 'node:http'
import { createSecureContext, DEFAULT_CIPHERS, type SecureVersion, type TlsOptions } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { certificate } from '../support/certificates.ts'
import { CHAIN_ROOT, ISSUING, LEAF, LEAF_KEY } from '../support/chain.ts'
import { edKey, type KeyPair, rsaKey } from '../support/keys.ts'
import { httpsServer, pemChain, pemKey, proxyServer, tlsServer } from '../support/servers.ts'
import { hex, shown } from '../support/shown.ts'

const STRANGER = certificate({ key: edKey('stranger'), subject: 'Stranger' })
const login = (response: ServerResponse) => response.writeHead(401, { 'www-authenticate': 'Bearer' }).end('{}')

const only = (version: SecureVersion): TlsOptions => ({ minVersion: version, maxVersion: version })

describe('of a server, the chain is seen as it was sent', () => {
  const twenty = Array.from({ length: 20 }, (_, index) =>
    certificate({ key: edKey(`twenty/${index}`), subject: `Number ${index}`, serial: index + 1 }),
  )
  test.each<[string, readonly Buffer[]]>([
    ['the server and what leads to the root', [LEAF, ISSUING, CHAIN_ROOT]],
    ['the server alone', [LEAF]],
    ['in the wrong order', [LEAF, CHAIN_ROOT, ISSUING]],
    ['with repetitions', [LEAF, ISSUING, ISSUING, LEAF, CHAIN_ROOT, ISSUING]],
    ['with a stranger in the middle', [LEAF, STRANGER, ISSUING]],
    ['with a gap', [LEAF, CHAIN_ROOT]],
    ['with twenty that have nothing to do with it', [LEAF, ...twenty, ISSUING]],
    ['over more than one record', [LEAF, ...Array<Buffer>(90).fill(ISSUING)]],
  ])('%s', async (_, chain) => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const port = await httpsServer((_, response) => login(response), chain, only(version))
      const { chain: seen, ...rest } = await shown('127.0.0.1', port)
      expect(hex(seen)).toEqual(hex(chain))
      expect(rest).toEqual({ protocol: version.replace('v', ' '), registry: { kind: 'login' } })
    }
  })

  test.each<[string, TlsOptions]>([
    ['TLS 1.3 with AES-128', { ciphers: 'TLS_AES_128_GCM_SHA256' }],
    ['TLS 1.3 with AES-256', { ciphers: 'TLS_AES_256_GCM_SHA384' }],
    ['TLS 1.3 with ChaCha20', { ciphers: 'TLS_CHACHA20_POLY1305_SHA256' }],
    ['TLS 1.3 after another greeting', { ...only('TLSv1.3'), ecdhCurve: 'P-384' }],
    ['TLS 1.2 with AES-128', { ...only('TLSv1.2'), ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' }],
    ['TLS 1.2 with AES-256 in blocks', { ...only('TLSv1.2'), ciphers: 'ECDHE-ECDSA-AES256-SHA' }],
    ['TLS 1.2 with ChaCha20', { ...only('TLSv1.2'), ciphers: 'ECDHE-ECDSA-CHACHA20-POLY1305' }],
    ['TLS to a server that would speak HTTP/2, and is not asked', { ALPNProtocols: ['h2'] }],
  ])('over %s', async (_, options) => {
    const chain = [LEAF, CHAIN_ROOT, ISSUING]
    const { chain: seen } = await shown(
      '127.0.0.1',
      await httpsServer((_, response) => login(response), chain, options),
    )
    expect(hex(seen)).toEqual(hex(chain))
  })

  test.each<[string, KeyPair, Parameters<typeof certificate>[0]]>([
    ['whose number is negative', LEAF_KEY, { key: LEAF_KEY, rawSerial: [0xff] }],
    ['that ended long ago', LEAF_KEY, { key: LEAF_KEY, notBefore: '1970-01-01', notAfter: '1971-01-01' }],
    ['with a key of 512 bits', rsaKey('tiny', 512), { key: rsaKey('tiny', 512) }],
    ['with a key of Ed25519', edKey('server'), { key: edKey('server') }],
  ])('of a certificate %s as well', async (_, key, recipe) => {
    const own = certificate(recipe)
    const options = { ...only('TLSv1.2'), key: pemKey(key), ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0` }
    const { chain } = await shown('127.0.0.1', await httpsServer((_, response) => login(response), [own], options))
    expect(hex(chain)).toEqual(hex([own]))
  })

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('though OpenSSL gives up on it, over %s', async version => {
    const chain = [LEAF, ...Array<Buffer>(400).fill(ISSUING)]
    const seen = await shown('127.0.0.1', await httpsServer((_, response) => login(response), chain, only(version)))
    expect(hex(seen.chain)).toEqual(hex(chain))
    expect(seen.registry).toEqual({
      kind: 'silent',
      why: 'not asked: the OpenSSL of this program takes 100 KiB of certificates; Go takes 256 KiB',
      cause: 'program',
    })
  })

  test('over IPv6', async () => {
    const port = await httpsServer((_, response) => login(response), [LEAF, ISSUING], {}, '::1')
    expect(hex((await shown('::1', port)).chain)).toEqual(hex([LEAF, ISSUING]))
  })
})

describe('the name of the server', () => {
  /** Everybody gets a certificate of their own. */
  async function named() {
    const asked: string[] = []
    const own = certificate({ key: LEAF_KEY, subject: 'Named' })
    const context = createSecureContext({ key: pemKey(LEAF_KEY), cert: pemChain([own]) })
    const hosts: (string | undefined)[] = []
    const port = await httpsServer(
      (request, response) => {
        hosts.push(request.headers.host)
        login(response)
      },
      [LEAF],
      {
        SNICallback: (name, done) => {
          asked.push(name)
          done(null, context)
        },
      },
    )
    return { port, asked, hosts, own, env: { HTTPS_PROXY: `http://127.0.0.1:${(await proxyServer()).port}` } }
  }

  test.each([
    ['registry.example', 'registry.example'],
    ['registry_1.example', 'registry_1.example'],
    ['registry.example.', 'registry.example'],
    ['registry', 'registry'],
  ])('%s is asked for as %s', async (host, name) => {
    const { port, asked, hosts, own, env } = await named()
    const { chain, registry } = await shown(host, port, { env })
    expect([asked, hosts]).toEqual([[name], [`${host}:${port}`]])
    expect([hex(chain), registry]).toEqual([hex([own]), { kind: 'login' }])
  })

  test.each(['192.0.2.1', '2001:db8::1'])('%s is an address, and nobody is asked for', async host => {
    const { port, asked, hosts, env } = await named()
    expect(hex((await shown(host, port, { env })).chain)).toEqual(hex([LEAF]))
    expect([asked, hosts]).toEqual([[], [`${host.includes(':') ? `[${host}]` : host}:${port}`]])
  })
})

describe('a registry', () => {
  test.each<[string, (response: ServerResponse) => unknown, object]>([
    [
      'lets anybody in',
      response => response.writeHead(200, { 'docker-distribution-api-version': 'registry/2.0' }).end('{}'),
      { kind: 'open' },
    ],
    ['does not say that it is one', response => response.end(), { kind: 'open' }],
    [
      'has a page for everybody',
      response => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
      { kind: 'other', status: 200 },
    ],
    ['wants a login', login, { kind: 'login' }],
    ['is none', response => response.writeHead(404).end('not here'), { kind: 'other', status: 404 }],
    [
      'sends on',
      response => response.writeHead(302, { location: 'https://127.0.0.1:1/' }).end(),
      { kind: 'other', status: 302, sentOnTo: '127.0.0.1:1' },
    ],
    [
      'sends on to itself',
      response => response.writeHead(307, { location: '/v2/' }).end(),
      { kind: 'other', status: 307 },
    ],
    [
      'wants a login or a token from elsewhere',
      response =>
        response
          .writeHead(401, { 'www-authenticate': ['Basic realm="x"', 'Bearer realm="https://auth.example"'] })
          .end(),
      { kind: 'login', tokensFrom: 'auth.example:443' },
    ],
    [
      'wants a certificate of its client and says so in HTTP',
      response => response.writeHead(400).end(),
      { kind: 'other', status: 400 },
    ],
    [
      'answers without end',
      response => void setInterval(() => response.write('x'.repeat(65536)), 1).unref(),
      { kind: 'open' },
    ],
    [
      'answers with a head and no more',
      response => response.writeHead(200, { 'content-length': 9 }).flushHeaders(),
      { kind: 'open' },
    ],
    ['answers at last', response => response.writeContinue(() => login(response)), { kind: 'login' }],
  ])('that %s', async (_, answer, expected) => {
    const port = await httpsServer((_, response) => void answer(response), [LEAF])
    expect((await shown('127.0.0.1', port)).registry).toEqual(expected)
  })

  test('is asked once, for /v2/, by nobody', async () => {
    const asked: unknown[] = []
    const port = await httpsServer(
      ({ method, url, headers }, response) => {
        asked.push({ method, url, headers: Object.keys(headers).sort() })
        login(response)
      },
      [LEAF],
    )
    await shown('127.0.0.1', port)
    expect(asked).toEqual([
      { method: 'GET', url: '/v2/', headers: ['accept', 'accept-encoding', 'connection', 'host'] },
    ])
  })

  const silent = (why: string, cause = 'other') => ({ kind: 'silent', why, cause })
  const HTTP = 'what listens there does not answer in HTTP'
  const CLOSED = 'the connection was closed in the middle'
  test.each<[string, (write: (text: string) => void, close: () => void) => unknown, object]>([
    ['says nothing', () => {}, silent('no answer within 0.4 s')],
    ['hangs up', (_, close) => close(), silent(CLOSED)],
    ['speaks SSH', write => write('SSH-2.0-OpenSSH_9.6\r\n'), silent(HTTP)],
    ['speaks HTTP/2', write => write('\0\0\x12\x04\0\0\0\0\0'), silent(HTTP)],
    ['has a head without end', write => write(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(99999)}`), silent(HTTP)],
    ['says half a head', write => write('HTTP/1.1 200 OK\r\nserver: '), silent('no answer within 0.4 s')],
    [
      'says half a head and hangs up',
      (write, close) => {
        write('HTTP/1.1 200 OK\r\nserver: ')
        close()
      },
      silent(CLOSED),
    ],
    [
      'wants to speak otherwise',
      write => write('HTTP/1.1 101 Over\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
      { kind: 'other', status: 101 },
    ],
    [
      'says only what is to come',
      write => write('HTTP/1.1 103 Hints\r\n\r\n'.repeat(9)),
      silent('no answer within 0.4 s'),
    ],
  ])('that %s', async (_, answer, expected) => {
    const { port } = await tlsServer([LEAF, ISSUING], LEAF_KEY, {}, '127.0.0.1', socket =>
      socket.once('data', () =>
        answer(
          text => void socket.write(text, 'latin1'),
          () => socket.destroy(),
        ),
      ),
    )
    const before = performance.now()
    const { chain, registry } = await shown('127.0.0.1', port, { timeout: 400 })
    expect(hex(chain)).toEqual(hex([LEAF, ISSUING]))
    expect(registry).toEqual(expected)
    expect(performance.now() - before).toBeLessThan(2000)
  })

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('that wants a certificate of its client, over %s', async version => {
    const wants = { ...only(version), requestCert: true, rejectUnauthorized: true, ca: pemChain([CHAIN_ROOT]) }
    const port = await httpsServer((_, response) => login(response), [LEAF, ISSUING], wants)
    const { chain, registry } = await shown('127.0.0.1', port)
    expect(hex(chain)).toEqual(hex([LEAF, ISSUING]))
    expect(registry).toEqual(silent('the server wants a certificate of its client', 'client'))
  })

  test('that would like one, and does without', async () => {
    const options = { requestCert: true, rejectUnauthorized: false }
    const port = await httpsServer((_, response) => login(response), [LEAF], options)
    expect((await shown('127.0.0.1', port)).registry).toEqual({ kind: 'login' })
  })
})
