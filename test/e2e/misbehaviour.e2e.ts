import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { httpServer, tcpServer } from '../support/servers.ts'
import { CORP, OTHER } from './rows/corp.ts'
import { ip, server, under } from './support/pki.ts'
import { registryOf } from './support/registry-of.ts'
import { shellIn } from './support/shell.ts'

const LEAF = server(CORP, [ip(127, 0, 0, 1)])
const MANY = Array.from({ length: 1000 }, (_, index) => under(OTHER, `Other CA ${index}`))
const shell = shellIn(
  folderWith({ 'certs/corp.crt': pem(CORP.der), 'trust.config.yaml': YAML_CONFIG }, afterAll),
  {},
  afterAll,
)
const MEBIBYTE = Buffer.alloc(2 ** 20)

const raw = (talk: (socket: Socket) => void) => () => tcpServer(talk)
const trusted = (answer: RequestListener) => () => registryOf([LEAF], onTestFinished, { answer })

/** A byte of a ServerHello now and then, never the last one. */
function drip(socket: Socket): void {
  const timer = setInterval(() => socket.write(Buffer.from([0x16])), 100)
  socket.on('close', () => clearInterval(timer))
}

/** One that begins to answer and never ends. */
const endless: RequestListener = (_, response) => {
  const timer = setInterval(() => response.write(MEBIBYTE), 1)
  response.on('close', () => clearInterval(timer))
}

/** What a server does, how to start one, and what `verify` says of it within the time it is given. */
const SERVERS: readonly (readonly [string, () => Promise<number>, RegExp, number])[] = [
  ['takes the connection and says nothing', raw(() => {}), /no answer within 1 s/, 2],
  ['sends a byte now and then', raw(drip), /does not speak TLS|no answer within 1 s/, 2],
  ['resets the connection', raw(socket => socket.resetAndDestroy()), /the connection was closed/, 2],
  ['closes the connection', raw(socket => socket.end()), /connection/, 2],
  [
    'speaks plain HTTP',
    () => httpServer((_, response) => response.end('hello')),
    /does not speak TLS; perhaps plain HTTP/,
    2,
  ],
  ['speaks SSH', raw(socket => socket.write('SSH-2.0-OpenSSH_9.2\r\n')), /does not speak TLS/, 2],
  [
    'sends a record of 1 MiB',
    raw(socket => socket.write(Buffer.concat([Buffer.from('160303ffff', 'hex'), MEBIBYTE]))),
    /TLS/,
    2,
  ],
  [
    'announces a message of 1 MiB',
    raw(socket =>
      socket.write(Buffer.concat([Buffer.from('160303400002100000', 'hex'), MEBIBYTE.subarray(0, 0x3ffc)])),
    ),
    /1024 KiB of handshake/,
    2,
  ],
  ['sends a thousand certificates', () => registryOf([LEAF, ...MANY], onTestFinished), /certificates/, 2],
  ['asks for a login', trusted((_, response) => void response.writeHead(401).end()), /401/, 0],
  ['has no /v2/', trusted((_, response) => void response.writeHead(404).end()), /404/, 0],
  ['answers in TLS, and then to no request', trusted(() => {}), /no answer/, 0],
  ['never ends its answer', trusted(endless), /./, 0],
  [
    'wants a certificate of its client',
    () => registryOf([LEAF], onTestFinished, { tls: { requestCert: true, ca: pem(OTHER.der) } }),
    /requires a client certificate/,
    2,
  ],
]

describe('verify, and a server that', () => {
  test.for(SERVERS)('%s', async ([name, start, expected, code], { task }) => {
    await shell('tks-trust generate')
    const port = await start()
    const before = performance.now()
    const ran = await shell(`tks-trust verify 127.0.0.1:${port} --timeout 1s`)
    const seconds = (performance.now() - before) / 1000
    task.meta.misbehaviour = { name, said: ran.said.replaceAll(`:${port}`, ''), seconds }
    expect(ran.said).toMatch(expected)
    expect(ran.said).not.toMatch(/^ {4}at |node:internal/m)
    expect(ran.code, ran.said).toBe(code)
    expect(seconds).toBeLessThan(3)
  })
})
