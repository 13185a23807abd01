import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { CHAIN_ROOT, ISSUING, LEAF, LEAF_KEY } from '../support/chain.ts'
import { folderWith } from '../support/folder.ts'
import { runHere } from '../support/in-process.ts'
import { httpsServer, proxyServer } from '../support/servers.ts'

const ROOT_ID = createHash('sha256').update(CHAIN_ROOT).digest('hex')
const GETCERT = '/api/v2.0/systeminfo/getcert'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** Serves answers by path, and keeps what it was asked. */
async function serve(answers: Readonly<Record<string, Answer>>) {
  const requests: { url: string; method: string; headers: string[] }[] = []
  const port = await httpsServer(
    (request, response) => {
      const { url = '', method = '', headers } = request
      requests.push({ url, method, headers: Object.keys(headers).sort() })
      const answer = answers[url]
      if (answer === undefined) response.writeHead(404).end('nothing here')
      else answer(request, response)
    },
    [LEAF, ISSUING],
  )
  return { at: (path: string) => `https://127.0.0.1:${port}${path}`, port, requests }
}

const gives =
  (content: string | Uint8Array): Answer =>
  (_, response) =>
    response.end(content)
const sends =
  (location: string, status = 302): Answer =>
  (_, response) =>
    response.writeHead(status, { location }).end()

async function add(args: readonly string[], env: Readonly<Record<string, string>> = {}, answers?: readonly string[]) {
  const root = folderWith({})
  const { code, err } = await runHere(root, ['add', ...args], { env, ...(answers !== undefined && { answers }) })
  const folder = join(root, 'certs')
  return {
    code,
    err,
    files: existsSync(folder) ? readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8')) : [],
  }
}

describe('an https URL', () => {
  test('gives a certificate for one GET, which says nothing of who asks', async () => {
    const { at, requests } = await serve({ [GETCERT]: gives(pem(CHAIN_ROOT)) })
    const { code, err, files } = await add([at(GETCERT), '--fingerprint', ROOT_ID])
    expect(err).toMatch(/: added, CN=Chain Root/)
    expect([code, files]).toEqual([0, [pem(CHAIN_ROOT)]])
    expect(requests).toEqual([
      { url: GETCERT, method: 'GET', headers: ['accept', 'accept-encoding', 'connection', 'host'] },
    ])
  })

  test('is believed as little as a server is', async () => {
    const { at } = await serve({ '/ca': gives(CHAIN_ROOT) })
    const { code, err, files } = await add([at('/ca')])
    expect(err).toContain(`tks-trust add ${at('/ca')} --fingerprint ${ROOT_ID}`)
    expect([code, files]).toEqual([1, []])
    expect((await add([at('/ca')], {}, ['y'])).files).toEqual([pem(CHAIN_ROOT)])
  })

  test('may give an archive, as vCenter does', async () => {
    const { at } = await serve({
      '/certs/download.zip': gives(zipSync({ 'certs/lin/a.0': Buffer.from(pem(CHAIN_ROOT)) })),
    })
    expect((await add([at('/certs/download.zip'), '--fingerprint', ROOT_ID])).files).toEqual([pem(CHAIN_ROOT)])
  })

  test('is sent on to another path of the same server, and that is said', async () => {
    const { at, requests } = await serve({ '/a': sends('/b?c=d', 301), '/b?c=d': gives(CHAIN_ROOT) })
    const { code, err } = await add([at('/a'), '--fingerprint', ROOT_ID])
    expect(err).toContain(`${at('/a')}: note: sent on to ${at('/b?c=d')}, on the same server\n`)
    expect(code).toBe(0)
    expect(requests.map(({ url }) => url)).toEqual(['/a', '/b?c=d'])
  })

  test('goes through the proxy', async () => {
    const { port } = await serve({ '/ca': gives(CHAIN_ROOT) })
    const proxy = await proxyServer()
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }
    expect((await add([`https://harbor.example:${port}/ca`, '--fingerprint', ROOT_ID], env)).code).toBe(0)
    expect(proxy.asked).toEqual([{ url: `harbor.example:${port}`, login: undefined }])
  })

  const key = LEAF_KEY.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const endless: Answer = (_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65536, 'x')));
    }
    response.on('drain', more)
    more()
  }
  test.each<[string, Answer, number, RegExp]>([
    ['that is not there', (_, response) => response.writeHead(404).end(), 2, /the server answers with status 404/],
    [
      'that wants a login',
      (_, response) => response.writeHead(401).end(),
      2,
      /the server wants a login \(status 401\)/,
    ],
    [
      'that leads to another server',
      sends('https://evil.example/ca'),
      2,
      /it is sent on to https:\/\/evil\.example, which is not the same server/,
    ],
    [
      'that leads to another port',
      sends('https://127.0.0.1:1/ca'),
      2,
      /it is sent on to https:\/\/127\.0\.0\.1:1, which is not/,
    ],
    [
      'that leads to plain HTTP',
      sends('http://127.0.0.1/ca'),
      2,
      /it is sent on to http:\/\/127\.0\.0\.1, which is not/,
    ],
    ['that leads to a file', sends('file:///etc/passwd'), 2, /it is sent on to file:\/\//],
    ['that leads in a ring', sends('/'), 2, /it is sent on and on/],
    ['that leads nowhere', (_, response) => response.writeHead(302).end(), 2, /the server answers with status 302/],
    [
      'that announces more than 1 MiB',
      (_, response) => response.writeHead(200, { 'content-length': 2 ** 21 }).end('x'),
      2,
      /the answer is larger than 1 MiB/,
    ],
    ['that gives more than 1 MiB', endless, 2, /the answer is larger than 1 MiB/],
    ['that stops in the middle', (_, response) => void response.write('-----BEGIN'), 2, /no answer within 1 s/],
    [
      'that breaks off in the middle',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('-----')
        setTimeout(() => response.destroy(), 50)
      },
      2,
      /: error: /,
    ],
    ['that gives a page', gives('<!doctype html><html><body>login</body></html>'), 1, /a web page \(HTML\)/],
    ['that gives nothing', gives(''), 1, /empty-file/],
    ['that gives a private key', gives(key + pem(CHAIN_ROOT)), 1, /private-key/],
    ['that gives the certificate of a server', gives(pem(LEAF)), 1, /not-a-ca/],
  ])('%s is told', async (_, answer, expected, said) => {
    const { at } = await serve({ '/': answer })
    const before = Date.now()
    const { code, err, files } = await add([at('/'), '--timeout', '1s'], {}, ['y'])
    expect(err).toMatch(said)
    expect(err).not.toContain(key.split('\n')[1])
    expect([code, files]).toEqual([expected, []])
    expect(Date.now() - before).toBeLessThan(3000)
  })
})
