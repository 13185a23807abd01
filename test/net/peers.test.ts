import { execFile, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_CIPHERS, type TlsOptions } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { CHAIN_ROOT, ISSUING, LEAF, LEAF_KEY } from '../support/chain.ts'
import { describeWith } from '../support/programs.ts'
import { httpsServer, pemChain, pemKey, tlsServer } from '../support/servers.ts'
import { hex, problem, shown } from '../support/shown.ts'

const folder = mkdtempSync(join(tmpdir(), 'tks-trust-peers-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Starts a server and gives the port that stands in what it says first. */
async function started(program: string, args: readonly string[], input = ''): Promise<number> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill())
  child.stdin.write(input)
  for await (const chunk of child.stdout) {
    const [port] = /\d+\s*$/.exec(String(chunk)) ?? []
    if (port !== undefined) return Number(port)
  }
  throw new Error(`${program} has not started`)
}

describe('the server of OpenSSL', () => {
  test.each(['-tls1_2', '-tls1_3'])('is seen with what it was given, in that order (%s)', async version => {
    writeFileSync(join(folder, 'leaf.pem'), pemChain([LEAF]))
    writeFileSync(join(folder, 'key.pem'), pemKey(LEAF_KEY))
    writeFileSync(join(folder, 'others.pem'), pemChain([CHAIN_ROOT, ISSUING, CHAIN_ROOT]))
    const files = ['-cert', 'leaf.pem', '-key', 'key.pem', '-cert_chain', 'others.pem'].map(word =>
      word.endsWith('.pem') ? join(folder, word) : word,
    )
    const port = await started('openssl', ['s_server', '-accept', '127.0.0.1:0', '-www', version, ...files])
    const { chain, registry } = await shown('127.0.0.1', port)
    expect(hex(chain)).toEqual(hex([LEAF, CHAIN_ROOT, ISSUING, CHAIN_ROOT]))
    // With -www it shows a page about the connection.
    expect(registry).toEqual({ kind: 'other', status: 200 })
  })
})

describeWith(['go'], 'Go', pathOf => {
  const peer = join(folder, 'peer')
  beforeAll(() => {
    const source = fileURLToPath(new URL('peer.go', import.meta.url))
    execFileSync(pathOf('go'), ['build', '-o', peer, source], { stdio: 'inherit' })
  }, 120_000)

  const [TLS_12, TLS_13] = [0x0303, 0x0304]
  const REQUIRE_ANY_CLIENT_CERT = 2
  const goServer = (chain: readonly Uint8Array[], more: object) =>
    started(
      peer,
      ['serve'],
      `${JSON.stringify({ Chain: chain.map(der => Buffer.from(der).toString('base64')), Key: pemKey(LEAF_KEY), ...more })}\n`,
    )

  async function goSees(port: number): Promise<{ chain: string[]; error: string }> {
    const { stdout } = await promisify(execFile)(peer, ['dial', `127.0.0.1:${port}`], { maxBuffer: 2 ** 24 })
    const { Chain, Error: error } = JSON.parse(stdout)
    return { chain: (Chain ?? []).map((der: string) => Buffer.from(der, 'base64').toString('hex')), error }
  }

  test.each<[string, readonly Buffer[], object, object]>([
    ['a chain, over TLS 1.2', [LEAF, ISSUING, ISSUING], { Version: TLS_12 }, { kind: 'login' }],
    ['a chain, over TLS 1.3', [LEAF, ISSUING, ISSUING], { Version: TLS_13 }, { kind: 'login' }],
    [
      'what is no certificate',
      [Buffer.from('none'), LEAF],
      { Version: TLS_13 },
      { kind: 'silent', why: expect.stringMatching(/^the TLS handshake fails: /), cause: 'handshake' },
    ],
    [
      'a certificate of which it has no key',
      [LEAF, ISSUING],
      { Version: TLS_13, OtherKey: true },
      { kind: 'silent', why: expect.stringMatching(/^the TLS handshake fails: /), cause: 'handshake' },
    ],
    ...[TLS_12, TLS_13].map((Version): [string, readonly Buffer[], object, object] => [
      `its chain and wants one, over 0x${Version.toString(16)}`,
      [LEAF, ISSUING],
      { Version, ClientAuth: REQUIRE_ANY_CLIENT_CERT },
      { kind: 'silent', why: 'the server wants a certificate of its client', cause: 'client' },
    ]),
  ])('as a server shows %s', async (_, chain, more, registry) => {
    const seen = await shown('127.0.0.1', await goServer(chain, more))
    expect(hex(seen.chain)).toEqual(hex(chain))
    expect(seen.registry).toEqual(registry)
  })

  test.each<[string, readonly Buffer[], TlsOptions]>([
    ['in the wrong order', [LEAF, CHAIN_ROOT, ISSUING, ISSUING], {}],
    ['over TLS 1.2', [LEAF, CHAIN_ROOT, ISSUING, ISSUING], { maxVersion: 'TLSv1.2' }],
    ['of more than OpenSSL takes', [LEAF, ...Array<Buffer>(500).fill(ISSUING)], {}],
  ])('as a client sees the same, %s', async (_, chain, options) => {
    const port = await httpsServer((_, response) => response.end(), chain, options)
    expect(await goSees(port)).toEqual({
      chain: hex((await shown('127.0.0.1', port, { timeout: 500 })).chain),
      error: '',
    })
  })

  test.each<[string, readonly Buffer[], TlsOptions, RegExp]>([
    [
      'of old',
      [LEAF],
      { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0` },
      /tls: protocol version not supported/,
    ],
    [
      'with a cipher suite of its own',
      [LEAF],
      { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-CCM' },
      /tls: handshake failure/,
    ],
    [
      'with more certificates than that',
      [LEAF, ...Array<Buffer>(700).fill(ISSUING)],
      {},
      /exceeds maximum of 262144 bytes/,
    ],
  ])('as a client refuses a server %s, and so does this', async (_, chain, options, error) => {
    const { port } = await tlsServer(chain, LEAF_KEY, options)
    expect((await goSees(port)).error).toMatch(error)
    expect(await problem(port)).not.toBe('')
  })
})

test('a program that has asked ends by itself, though the servers do not hang up', async () => {
  const bundle = join(folder, 'ask.mjs')
  await build({
    stdin: {
      contents: `
          import { fetchShown } from './index.ts'
          const connection = { where: 'it', timeout: 300, env: {} }
          const asked = process.argv.slice(2).map(port => fetchShown({ host: '127.0.0.1', port: Number(port) }, connection))
          console.log((await Promise.allSettled(asked)).map(({ status, value, reason }) => value?.registry.kind ?? reason.message).join())
        `,
      resolveDir: fileURLToPath(new URL('../../src/net', import.meta.url)),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    outfile: bundle,
  })
  const servers = [
    await tlsServer([LEAF], LEAF_KEY, {}, '127.0.0.1', socket => socket.write('HTTP/1.1 200 OK\r\n\r\n')),
    await tlsServer([LEAF]),
    await tlsServer([LEAF, ...Array<Buffer>(400).fill(ISSUING)]),
  ]
  const before = performance.now()
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    bundle,
    ...servers.map(({ port }) => `${port}`),
  ])
  expect([stdout, stderr]).toEqual(['open,silent,silent\n', ''])
  expect(performance.now() - before).toBeLessThan(3000)
})
