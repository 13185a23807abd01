import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { folderWith } from '../support/folder.ts'
import { ROWS } from './rows/index.ts'
import { goOfSkopeo, liveGo } from './support/clients.ts'
import { nameServer } from './support/names.ts'
import { entriesOf, nodeWith } from './support/node.ts'
import { registryOf } from './support/registry-of.ts'
import { isBefore, type Row } from './support/row.ts'
import { type Ran, shellIn } from './support/shell.ts'

const packaged = goOfSkopeo()
const today = liveGo(afterAll)
const { ports, proxy } = await nameServer(afterAll)

/** A repository with what a row trusts, and with the waivers that an administrator would need for it. */
function repositoryOf({ trusts, waive }: Row): string {
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const waivers = trusts.flatMap(({ der }) =>
    waive.map(rule => ({
      rule,
      certificate: createHash('sha256').update(der).digest('hex'),
      reason: 'the proof',
      owner: 'e2e',
      until,
    })),
  )
  const config = {
    sources: ['certs/*.crt'],
    outputs: [{ path: 'tks.yaml', apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } }],
    waivers,
  }
  const certificates = trusts.map(({ der }, index) => [`certs/ca-${index + 1}.crt`, pem(der)])
  return folderWith({ 'trust.config.json': JSON.stringify(config), ...Object.fromEntries(certificates) })
}

/** What a client of Go says is wrong with the certificate, without the request in front; nothing where it takes it. */
function refusal({ code, said }: Ran): string {
  if (code === 0) return ''
  return /Get "[^"]+": ([\s\S]*?)"?\s*$/.exec(said.replaceAll('\\"', '"'))?.[1] ?? `did not get there: ${said}`
}

/** What `verify` says against a server; nothing where it accepts it. */
function verdictOf({ code, said }: Ran): string {
  expect([0, 1], said).toContain(code)
  return code === 0 ? '' : said
}

/** Equal where nothing shall be said; else what shall be said is in it. */
const expectSaid = (said: string, says: string, who: string): void =>
  says === '' ? expect(said, who).toBe('') : expect(said, who).toContain(says)

const clients = { skopeo: `skopeo, ${packaged}`, go: today?.name ?? 'Go 1.26, as recorded' }

/** Why a row has no answer of skopeo, or may have another one than that of today's Go. */
function remarkOf({ notSkopeo, older }: Row): string {
  if (notSkopeo !== undefined) return `skopeo was not asked: ${notSkopeo}`
  return older === undefined ? '' : `Go says so since ${older.since.join(' and ')}`
}

describe.each(ROWS)('%s:', (group, rows) => {
  test.for(rows.map(row => [row.name, row] as const))('%s', async ([name, row], { task }) => {
    const folder = repositoryOf(row)
    // Go never asks a proxy for the loopback, and we ask as curl does.
    const shell = shellIn(folder, { HTTPS_PROXY: proxy, NO_PROXY: '127.0.0.1' })
    expect(await shell('tks-trust generate --quiet')).toMatchObject({ code: 0 })
    const node = nodeWith(entriesOf(readFileSync(join(folder, 'tks.yaml'), 'utf8')))
    const port = await registryOf(row.sends, onTestFinished)
    ports.set(`${row.host.toLowerCase()}:443`, port)
    const where = row.host.startsWith('127.') ? `${row.host}:${port}` : row.host

    const ask = async (command: string) => refusal(await shell(command, node.env))
    const skopeo = row.notSkopeo ? undefined : await ask(`skopeo inspect --raw docker://${where}/library/hello:1`)
    const go = today === undefined ? row.says : await ask(`${today.path} https://${where}/v2/`)
    const verify = verdictOf(await shell(`tks-trust verify ${where}`))
    task.meta.answers = { group, name, skopeo, go, verify, clients, remark: remarkOf(row) }

    const older = row.older !== undefined && isBefore(packaged, row.older.since) ? row.older : undefined
    if (skopeo !== undefined) expectSaid(skopeo, older?.says ?? row.says, 'skopeo')
    expectSaid(go, row.says, "today's Go")
    expectSaid(verify, row.says, 'verify')
  })
})
