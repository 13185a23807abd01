import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { CHAIN_ROOT, ISSUING, LEAF } from '../support/chain.ts'
import { CLI } from '../support/cli.ts'
import { folderWith } from '../support/folder.ts'
import { tcpServer, tlsServer } from '../support/servers.ts'

/** Runs the program while the servers of this process go on. @param typed what is typed at the question, at a terminal */
function runProgram(cwd: string, args: readonly string[], typed?: string, env: Readonly<Record<string, string>> = {}) {
  const command = [process.execPath, CLI, ...args].join(' ')
  // script(1) gives the program a terminal.
  const [file, words] =
    typed === undefined ? [process.execPath, [CLI, ...args]] : ['script', ['-qec', command, '/dev/null']]
  const child = spawn(file, words, { cwd, env: { PATH: process.env.PATH, SOURCE_DATE_EPOCH: '1781524800', ...env } })
  let said = ''
  const hear = (chunk: Buffer) => {
    const asksNow = !said.includes('[y/N]')
    said += chunk.toString()
    if (typed !== undefined && asksNow && said.includes('[y/N]')) child.stdin.end(typed)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  return new Promise<{ code: number | null; said: string }>(resolve =>
    child.on('close', code => resolve({ code, said })),
  )
}

describe('the program itself', () => {
  test('does not take a root for sent that it has in its own store', async () => {
    const { port } = await tlsServer([LEAF, ISSUING])
    const root = folderWith({ 'extra.pem': pem(CHAIN_ROOT) })
    const { code, said } = await runProgram(root, ['add', `127.0.0.1:${port}`], undefined, {
      NODE_EXTRA_CA_CERTS: join(root, 'extra.pem'),
    })
    expect(said).toContain('the server does not send its root, CN=Chain Root')
    expect(code).toBe(1)
  })

  test('ends when the time is over', async () => {
    const port = await tcpServer(() => {})
    const before = Date.now()
    const { code, said } = await runProgram(folderWith({}), ['add', `127.0.0.1:${port}`, '--timeout', '300ms'])
    expect(said).toContain('no answer within 0.3 s')
    expect(code).toBe(2)
    expect(Date.now() - before).toBeLessThan(3000)
  })

  test.each([
    ['a yes', 'y\n', 0],
    ['a no', 'n\n', 1],
    ['an empty line', '\n', 1],
    ['the end of the input', '\u0004', 1],
  ])('takes %s at a terminal for what it is', async (_, typed, expected) => {
    const { port } = await tlsServer([LEAF, ISSUING, CHAIN_ROOT])
    const root = folderWith({})
    const { code, said } = await runProgram(root, ['add', `127.0.0.1:${port}`], typed)
    expect(said).toContain(`SHA-256   ${createHash('sha256').update(CHAIN_ROOT).digest('hex')}`)
    expect(code).toBe(expected)
    expect(existsSync(join(root, 'certs')) ? readdirSync(join(root, 'certs')).length : 0).toBe(1 - expected)
  })

  test('has its network room in a chunk that no other run loads', async () => {
    const chunks = readdirSync(join(CLI, '../chunks'))
    // Of node:tls, public-roots takes a list of certificates and nothing else.
    const network = chunks.filter(
      name =>
        !name.startsWith('public-roots-') &&
        /from"(?:node:)?(?:tls|net|https?)"/.test(readFileSync(join(CLI, '../chunks', name), 'utf8')),
    )
    expect(network).toHaveLength(1)
    const importers = ['cli.js', ...chunks.map(name => `chunks/${name}`)].filter(path =>
      new RegExp(`from"[^"]*${network[0]}"`).test(readFileSync(join(CLI, '..', path), 'utf8')),
    )
    expect(importers).toEqual([])
  })
})
