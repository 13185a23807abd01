import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_CIPHERS } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { certificate, pem } from '../support/certificates.ts'
import { CHAIN_ROOT, ISSUING, LEAF, LEAF_KEY } from '../support/chain.ts'
import { folderWith } from '../support/folder.ts'
import { type Given, runHere } from '../support/in-process.ts'
import { ecKey, edKey, type KeyPair, rsaKey } from '../support/keys.ts'
import { httpServer, pemChain, proxyServer, tcpServer, tlsServer } from '../support/servers.ts'

const sha256 = (der: Uint8Array) => createHash('sha256').update(der).digest('hex')
const ROOT_ID = sha256(CHAIN_ROOT)

const STRANGER = certificate({ key: edKey('stranger'), subject: 'Stranger' })
const STRANGER_LEAF = certificate({
  key: edKey('stranger leaf'),
  subject: 'Leaf of a stranger',
  ca: false,
  issuer: { key: edKey('stranger'), subject: 'Stranger' },
})
/** The certificate of a server that calls itself a CA. */
const OWN_CA = certificate({
  key: LEAF_KEY,
  subject: 'registry.example',
  serial: 5,
  issuer: { key: ecKey('chain/root'), subject: 'Chain Root' },
})
const NAMESAKE = certificate({ key: edKey('namesake'), subject: 'Chain Root' })
const LAPSED = certificate({
  key: ecKey('chain/issuing'),
  subject: 'Chain Issuing CA',
  issuer: { key: ecKey('chain/root'), subject: 'Chain Root' },
  notAfter: '2026-01-01',
})
/** The intermediate of the chain, signed by a root that nobody sends. */
const CROSS = certificate({
  key: ecKey('chain/issuing'),
  subject: 'Chain Issuing CA',
  issuer: { key: edKey('another root'), subject: 'Another Root' },
})

/** Runs `add` in an empty folder and gives what it says, and the files that it leaves there. */
async function add(args: readonly string[], given: Given = {}) {
  const root = folderWith({})
  const result = await runHere(root, ['add', ...args], given)
  const names = readdirSync(root).includes('certs') ? readdirSync(join(root, 'certs')) : []
  return { ...result, files: names.map(name => readFileSync(join(root, 'certs', name), 'utf8')) }
}

describe('of the chain that a server shows', () => {
  test('the root is taken, and nothing but the handshake is sent', async () => {
    const { port, seen } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT])
    const { code, err, files } = await add([`localhost:${port}`, '--name', 'registry', '--fingerprint', ROOT_ID])
    expect(err).toMatch(/^certs\/registry\.crt: added, CN=Chain Root, self-signed root/)
    expect(code).toBe(0)
    expect(files).toEqual([pem(CHAIN_ROOT)])
    await expect.poll(() => seen).toEqual({ octets: 0, names: ['localhost'], closed: 1 })
  })

  test.each<[string, readonly Buffer[], string, Buffer, RegExp]>([
    [
      'an intermediate, where the fingerprint is its own',
      [LEAF, ISSUING, CHAIN_ROOT],
      sha256(ISSUING),
      ISSUING,
      /\[intermediate\]/,
    ],
    [
      'an intermediate, where no root is sent, and that is said',
      [LEAF, ISSUING],
      '',
      ISSUING,
      /the server does not send its root, CN=Chain Root \(key identifier [0-9a-f]{40}\)\n {2}fix: get it from http:\/\/pki\.example\/chain-root\.crt/,
    ],
  ])('%s', async (_, chain, fingerprint, der, said) => {
    const { port } = await tlsServer(chain)
    const asked: string[] = []
    const { code, err, files } = await add(
      [`127.0.0.1:${port}`, ...(fingerprint === '' ? [] : ['--fingerprint', fingerprint])],
      { answers: ['y'], asked },
    )
    expect(err + asked.join('')).toMatch(said)
    expect(code).toBe(0)
    expect(files).toEqual([pem(der)])
  })

  test.each(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const)('the root is taken over %s alone', async version => {
    const versions = { minVersion: version, maxVersion: version, ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0` } as const
    const { port } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT], LEAF_KEY, versions)
    expect((await add([`127.0.0.1:${port}`, '--fingerprint', ROOT_ID])).files).toEqual([pem(CHAIN_ROOT)])
  })

  test.each([
    'TLSv1.2',
    'TLSv1.3',
  ] as const)('the root is taken over %s where the server wants a certificate of its client', async version => {
    const ca = pemChain([CHAIN_ROOT])
    const wants = { minVersion: version, maxVersion: version, requestCert: true, rejectUnauthorized: true, ca }
    const { port } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT], LEAF_KEY, wants)
    const { err, files } = await add([`localhost:${port}`, '--fingerprint', ROOT_ID])
    expect(err).toMatch(/added, CN=Chain Root/)
    expect(files).toEqual([pem(CHAIN_ROOT)])
  })

  test('the root is taken where more certificates are sent than OpenSSL takes', async () => {
    const many = [LEAF, ISSUING, CHAIN_ROOT, ...Array.from({ length: 300 }, () => ISSUING)]
    expect(many.reduce((octets, { length }) => octets + length, 0)).toBeGreaterThan(100 * 1024)
    const { port } = await tlsServer(many)
    expect((await add([`localhost:${port}`, '--fingerprint', ROOT_ID])).files).toEqual([pem(CHAIN_ROOT)])
  })

  test.each<[string, readonly Buffer[]]>([
    ['before its intermediate', [LEAF, CHAIN_ROOT, ISSUING]],
    ['behind a certificate of another CA', [LEAF, STRANGER, ISSUING, CHAIN_ROOT]],
    ['behind an intermediate that another root has signed as well', [LEAF, CROSS, ISSUING, CHAIN_ROOT]],
    ['behind another of its name', [LEAF, ISSUING, NAMESAKE, CHAIN_ROOT]],
    ['behind an intermediate that has expired', [LEAF, LAPSED, ISSUING, CHAIN_ROOT]],
  ])('the root is taken that the server sends %s', async (_, chain) => {
    const { port } = await tlsServer(chain)
    const { code, err, files } = await add([`localhost:${port}`], { answers: ['y'] })
    expect(err).toMatch(/added, CN=Chain Root, self-signed root/)
    expect({ code, files }).toEqual({ code: 0, files: [pem(CHAIN_ROOT)] })
  })

  test('a root of the right name that has signed nothing of it is not taken for the root', async () => {
    const { port } = await tlsServer([LEAF, ISSUING, NAMESAKE])
    const asked: string[] = []
    const { files } = await add([`localhost:${port}`], { answers: ['y'], asked })
    expect(asked.join('')).toContain('CN=Chain Issuing CA')
    expect(files).toEqual([pem(ISSUING)])
  })

  test('the certificate of a server whose CA has its name is left out, off the wire and out of a file', async () => {
    const [caKey, subject] = [ecKey('named alike'), 'registry.example']
    const ca = certificate({ key: caKey, subject })
    const own = certificate({ key: LEAF_KEY, subject, serial: 3, ca: false, issuer: { key: caKey, subject } })
    const { port } = await tlsServer([own, ca])
    expect((await add([`localhost:${port}`], { answers: ['y'] })).files).toEqual([pem(ca)])
    const folder = folderWith({ 'chain.pem': pem(own) + pem(ca) })
    const { code } = await runHere(folder, ['add', 'chain.pem'])
    expect(code).toBe(0)
    expect(readdirSync(join(folder, 'certs')).map(name => readFileSync(join(folder, 'certs', name), 'utf8'))).toEqual([
      pem(ca),
    ])
  })

  test('a server whose certificate is that of a CA is the server all the same', async () => {
    const { port } = await tlsServer([OWN_CA, CHAIN_ROOT, STRANGER_LEAF, STRANGER])
    const { files } = await add([`localhost:${port}`], { answers: ['y'] })
    expect(files).toEqual([pem(CHAIN_ROOT)])
  })

  test('anything is taken that the server sends and a fingerprint names', async () => {
    const { port } = await tlsServer([LEAF, STRANGER])
    const { files } = await add([`localhost:${port}`, '--fingerprint', sha256(STRANGER)])
    expect(files).toEqual([pem(STRANGER)])
  })

  test('a short key is no reason not to look at it', async () => {
    const short = rsaKey('short', 1024)
    const own = certificate({ key: short, subject: 'Old Appliance' })
    const { port } = await tlsServer([own], short, { ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0` })
    expect((await add([`127.0.0.1:${port}`, '--fingerprint', sha256(own)])).err).toMatch(/\[small-rsa-key\]/)
  })

  test('over IPv6 as well', async () => {
    const { port } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT], LEAF_KEY, {}, '::1')
    expect((await add([`[::1]:${port}`, '--fingerprint', ROOT_ID])).files).toEqual([pem(CHAIN_ROOT)])
  })

  test('a self-signed certificate that is its own root is taken', async () => {
    const own = certificate({ key: LEAF_KEY, subject: 'harbor-ca' })
    const { port } = await tlsServer([own])
    expect((await add([`127.0.0.1:${port}`, '--fingerprint', sha256(own)])).files).toEqual([pem(own)])
  })

  test('nothing is taken where the server sends its own certificate only, and who issued it is said', async () => {
    const { port } = await tlsServer([LEAF])
    const { code, err, files } = await add([`127.0.0.1:${port}`], { answers: ['y'] })
    expect(err).toMatch(
      /error: the server sends no CA, only its own certificate, which was issued by CN=Chain Issuing CA \(key identifier [0-9a-f]{40}\)\n {2}fix: get it from the Secret .* or from the owner of the CA/,
    )
    expect(code).toBe(1)
    expect(files).toEqual([])
  })

  test('the server itself is refused, though its fingerprint is given', async () => {
    const { port } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT])
    const { code, err, files } = await add([`127.0.0.1:${port}`, '--fingerprint', sha256(LEAF)])
    expect(err).toMatch(/\[not-a-ca\]/)
    expect(code).toBe(1)
    expect(files).toEqual([])
  })

  test('a hundred certificates are no trouble', async () => {
    const keys: KeyPair[] = Array.from({ length: 99 }, (_, index) => edKey(`hundred/${index}`))
    const chain = [...keys, LEAF_KEY].map((key, index) =>
      certificate({
        key,
        subject: `Number ${index}`,
        serial: index + 1,
        issuer: { key: keys[Math.max(0, index - 1)] ?? key, subject: `Number ${Math.max(0, index - 1)}` },
        ca: index < 99,
      }),
    )
    const { port } = await tlsServer([...chain].reverse())
    const { code, err, files } = await add([`127.0.0.1:${port}`], { answers: ['yes'] })
    expect(err).toContain('CN=Number 0, self-signed root')
    expect(code).toBe(0)
    expect(files).toEqual([pem(chain[0] ?? Buffer.alloc(0))])
  })
})

describe('nothing from the network is believed', () => {
  test('without a terminal it is refused, with what to type', async () => {
    const { port } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT])
    const { code, err, files } = await add([`127.0.0.1:${port}`])
    expect(err).toContain(`CN=Chain Root, SHA-256 ${ROOT_ID}`)
    expect(err).toContain(`then: tks-trust add 127.0.0.1:${port} --fingerprint ${ROOT_ID}\n`)
    expect(code).toBe(1)
    expect(files).toEqual([])
  })

  test.each([
    ['', 1],
    ['n', 1],
    ['yep', 1],
    ['ja', 1],
    ['y', 0],
    [' YES ', 0],
  ])('the answer %j at the terminal comes to %i', async (answer, expected) => {
    const asked: string[] = []
    const { port } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT])
    const { code, files } = await add([`127.0.0.1:${port}`], { answers: [answer], asked })
    expect(asked).toHaveLength(1)
    for (const shown of [
      'subject   CN=Chain Root\n',
      'issuer    itself\n',
      'valid     2020-01-01 to 2040-01-01\n',
      `SHA-256   ${ROOT_ID}\n`,
      '[y/N] ',
    ])
      expect(asked[0]).toContain(shown)
    expect(code).toBe(expected)
    expect(files).toHaveLength(expected === 0 ? 1 : 0)
  })

  test('of another certificate than the one that was named, not even a question is asked', async () => {
    const asked: string[] = []
    const { port } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT])
    const { code, err, files } = await add([`127.0.0.1:${port}`, '--fingerprint', 'ab'.repeat(32)], {
      answers: ['y'],
      asked,
    })
    expect(err).toMatch(/no certificate there has the fingerprint/)
    expect(err).toContain(ROOT_ID)
    expect([code, files, asked]).toEqual([1, [], []])
  })

  test('nobody is asked where something else is wrong, nor in a dry run', async () => {
    const asked: string[] = []
    const { port } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT])
    expect((await add([`127.0.0.1:${port}`, 'missing.crt'], { answers: ['y'], asked })).code).toBe(2)
    expect((await add([`127.0.0.1:${port}`, '--dry-run'], { answers: ['y'], asked })).err).toContain('--fingerprint')
    expect(asked).toEqual([])
  })

  test('of two servers, a no to the second keeps out the first', async () => {
    const own = certificate({ key: LEAF_KEY, subject: 'harbor-ca' })
    const [one, two] = [await tlsServer([LEAF, ISSUING, CHAIN_ROOT]), await tlsServer([own])]
    const { code, files } = await add([`127.0.0.1:${one.port}`, `127.0.0.1:${two.port}`], { answers: ['y', 'n'] })
    expect([code, files]).toEqual([1, []])
    const both = await add([`127.0.0.1:${one.port}`, `127.0.0.1:${two.port}`], { answers: ['y', 'y'] })
    expect([both.code, both.files.length]).toEqual([0, 2])
  })

  test('what the rules say is said before the question, and once', async () => {
    const asked: string[] = []
    const { port } = await tlsServer([LEAF, ISSUING])
    const { err } = await add([`127.0.0.1:${port}`], { answers: ['y'], asked })
    expect(asked[0]).toMatch(/\[intermediate\][\s\S]*does not send its root[\s\S]*\[y\/N\] $/)
    expect(err).toMatch(/^certs\/Chain-Issuing-CA-[0-9a-f]{8}\.crt: added/)
  })

  test('a name in a certificate paints nothing at the terminal', async () => {
    const own = certificate({ key: LEAF_KEY, subject: '\u001b[2J\rTrusted CA\nSHA-256   00' })
    const asked: string[] = []
    const { port } = await tlsServer([own])
    await add([`127.0.0.1:${port}`], { answers: ['n'], asked })
    expect(asked[0]).toContain('subject   CN=\\u{1b}[2J\\u{d}Trusted CA\\u{a}SHA-256   00\n')
    expect(asked[0]).not.toMatch(/[\u001b\r]/)
  })
})

describe('within the time that there is', () => {
  const cases: [string, () => Promise<number>, RegExp][] = [
    ['a server that never answers', () => tcpServer(() => {}), /: error: no answer within 0\.5 s\n/],
    [
      'one that answers without end, a little at a time',
      () => tcpServer(socket => void setInterval(() => socket.write(Buffer.from('1603030fff', 'hex')), 50).unref()),
      /: error: /,
    ],
    [
      'one that resets',
      () => tcpServer(socket => void socket.resetAndDestroy()),
      /: error: the connection was closed in the middle\n/,
    ],
    [
      'one that hangs up',
      () => tcpServer(socket => void socket.end()),
      /: error: the connection was closed in the middle\n/,
    ],
    [
      'one that speaks plain HTTP',
      () => httpServer((_, response) => response.end('hello')),
      /: error: what listens there does not speak TLS; perhaps plain HTTP\n/,
    ],
    [
      'one that greets first, as mail servers do',
      () => tcpServer(socket => void socket.write('220 mail.example ESMTP\r\n')),
      /: error: what listens there does not speak TLS/,
    ],
    ['a port on which nobody listens', async () => 1, /: error: nothing listens there\n/],
  ]
  test.each(cases)('%s is told', async (_, server, said) => {
    const port = await server()
    const before = Date.now()
    const { code, err, files } = await add([`127.0.0.1:${port}`, '--timeout', '500ms'], { answers: ['y'] })
    expect(err).toMatch(said)
    expect(err).toContain(`127.0.0.1:${port}: error`)
    expect([code, files]).toEqual([2, []])
    expect(Date.now() - before).toBeLessThan(3000)
  })

  test('the same over https', async () => {
    for (const [, server] of cases) {
      const { code, err } = await add([`https://127.0.0.1:${await server()}/ca.crt`, '--timeout', '300ms'])
      expect(err).toMatch(/\/ca\.crt: error: /)
      expect(code).toBe(2)
    }
  })

  test('two that hang take as long as one', async () => {
    const [one, two] = [await tcpServer(() => {}), await tcpServer(() => {})]
    const before = Date.now()
    const { err } = await add([`127.0.0.1:${one}`, `127.0.0.1:${two}`, '--timeout', '1s'])
    expect(err.match(/no answer within 1 s/g)).toHaveLength(2)
    expect(Date.now() - before).toBeLessThan(1900)
  })
})

describe('a proxy', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])('in %s is gone through, by name', async variable => {
    const { port } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT])
    const proxy = await proxyServer()
    const { code, err } = await add([`registry.example:${port}`, '--fingerprint', ROOT_ID], {
      env: { [variable]: `http://user:p%40ss@127.0.0.1:${proxy.port}` },
    })
    expect(err).toContain(': added, CN=Chain Root')
    expect(code).toBe(0)
    expect(proxy.asked).toEqual([
      { url: `registry.example:${port}`, login: `Basic ${Buffer.from('user:p@ss').toString('base64')}` },
    ])
  })

  test('is not gone through to what NO_PROXY names', async () => {
    const { port } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT])
    const proxy = await proxyServer()
    const env = { HTTPS_PROXY: `127.0.0.1:${proxy.port}`, NO_PROXY: 'example.com,127.0.0.0/8' }
    expect((await add([`127.0.0.1:${port}`, '--fingerprint', ROOT_ID], { env })).code).toBe(0)
    expect(proxy.asked).toEqual([])
  })

  test('that refuses, hangs, is gone or is of another kind is told, without its password', async () => {
    const refusing = (await proxyServer({ refuses: true })).port
    const hanging = await tcpServer(() => {})
    const web = await httpServer((_, response) => response.writeHead(405).end())
    const told: [string, RegExp][] = [
      [`http://u:secret@127.0.0.1:${refusing}`, /the proxy 127\.0\.0\.1:\d+ refuses to connect: status 403/],
      [`http://u:secret@127.0.0.1:${hanging}`, /the proxy 127\.0\.0\.1:\d+ does not answer in time/],
      [`http://u:secret@127.0.0.1:${web}`, /the proxy 127\.0\.0\.1:\d+ does not answer/],
      ['http://u:secret@127.0.0.1:1', /the proxy 127\.0\.0\.1:1 does not answer/],
      ['socks5://u:secret@127.0.0.1:1', /HTTPS_PROXY: error: names a proxy of the kind socks5:/],
      ['http://u:secret@[::1', /HTTPS_PROXY: error: is no URL/],
    ]
    for (const [proxy, said] of told) {
      const { code, err } = await add(['registry.example:443', '--timeout', '300ms'], { env: { HTTPS_PROXY: proxy } })
      expect(err).toMatch(said)
      expect(err).not.toContain('secret')
      expect(code).toBe(2)
    }
  })
})
