import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Certificate } from '../../src/model.ts'
import { judgeServer } from '../../src/verify/accept.ts'
import { certificateIn } from '../../src/verify/certificate-in.ts'
import { pem } from '../support/certificates.ts'
import { CHAIN_ROOT, ISSUING, LEAF } from '../support/chain.ts'
import { hasGo } from '../support/go.ts'
import { chanceFrom, mutationsOf } from '../support/mutations.ts'
import { type RandomServer, randomServers } from './random.ts'

const NOW = '2026-06-15T12:00:00Z'

/** What both say of a server. */
interface Compared {
  readonly go: string
  readonly we: string
  readonly server: RandomServer
}

/** What today's Go says of each. */
function goOf(servers: readonly RandomServer[]): readonly string[] {
  const program = fileURLToPath(new URL('judge.go', import.meta.url))
  const encoded = (list: readonly Buffer[]) => list.map(der => der.toString('base64'))
  const input = servers
    .map(({ host, chain, trusted }) =>
      JSON.stringify({ Host: host, Now: NOW, Chain: encoded(chain), Trusted: encoded(trusted) }),
    )
    .join('\n')
  const text = execFileSync('go', ['run', program], { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line))
}

/** The certificates that we can read; one that we cannot Go does not read either. */
const read = (der: Buffer): Certificate[] => {
  const seen = certificateIn(der)
  return 'certificate' in seen ? [seen.certificate] : []
}

async function weSay({ host, chain, trusted }: RandomServer): Promise<string> {
  const sent = chain.flatMap(read)
  if (sent.length < chain.length) return 'tls: failed to parse certificate from server: '
  const judgement = await judgeServer({ host, chain: sent, trusted: trusted.flatMap(read), now: NOW })
  return 'refusal' in judgement ? judgement.refusal.says : ''
}

/** In what the words may differ: Go names what it cannot parse in its own way. */
const essence = (says: string): string => says.replace(/^(tls: failed to parse certificate from server: ).*/s, '$1')

/** A difference, so that it can be looked into. */
const shown = ({ go, we, server: { host, chain, trusted } }: Compared) => ({
  go,
  we,
  host,
  chain: chain.map(der => pem(der)).join(''),
  trusted: trusted.map(der => pem(der)).join(''),
})

/** The most particular first; the last is in all. */
const REASONS = [
  'failed to parse',
  'incompatible key usage',
  'signature algorithm specifies an',
  'unhandled critical',
  'cannot sign this kind',
  'not authorized to sign other',
  'is after',
  'is before',
  'legacy Common Name',
  "doesn't contain any IP SANs",
  'not valid for any names',
  'certificate is valid for',
  'too many intermediates',
  'insecure algorithm',
  'verification',
  'invalid policies',
  'is not permitted',
  'is excluded',
  'empty host',
  'URI with IP',
  'cannot parse rfc822Name',
  'cannot parse dnsName',
  'signed by unknown authority',
  '',
]

const COUNT = Number(process.env.COUNT ?? 3000)

// Rows with names are in rows.test.ts.
describe.skipIf(!hasGo())('of servers with chains of any kind', () => {
  let both: readonly Compared[] = []

  beforeAll(async () => {
    const random = randomServers(chanceFrom(Number(process.env.SEED ?? 20210310)))
    const servers = Array.from({ length: COUNT }, () => random.next().value)
    const go = goOf(servers)
    both = await Promise.all(
      servers.map(async (server, index) => ({
        go: essence(go[index] ?? ''),
        we: essence(await weSay(server)),
        server,
      })),
    )
    // Go may have to compile its library first.
  }, 180_000)

  test('every one comes to the same, for the same reason', () => {
    const different = both.filter(({ go, we }) => go !== we)
    expect(different.slice(0, 3).map(shown)).toEqual([])
  })

  test('some are accepted, and some refused for each of the reasons that there are', () => {
    const seen = new Set(both.map(({ go }) => REASONS.find(words => go.includes(words))))
    expect([...seen].sort()).toEqual([...REASONS].sort())
  })
})

test.skipIf(!hasGo())(
  'no root, however it is damaged, is trusted here and not by Go',
  async () => {
    const chance = chanceFrom(Number(process.env.SEED ?? 5280))
    const mutations = mutationsOf([CHAIN_ROOT], chance)
    const roots = Array.from({ length: 2 * COUNT }, (_, index) => {
      if (index % 2 === 0) return mutations.next().value
      const root = Buffer.from(CHAIN_ROOT)
      for (let left = 1 + chance(2); left > 0; left--) root[chance(root.length)] = chance(256)
      return index % 10 === 1 ? Buffer.concat([CHAIN_ROOT, Buffer.alloc(1 + chance(3))]) : root
    })
    const servers = roots.map(root => ({ host: 'registry.example', chain: [LEAF, ISSUING], trusted: [root] }))
    const go = goOf(servers)
    const accepted = await Promise.all(servers.map(async server => (await weSay(server)) === ''))
    const alone = roots.filter((_, index) => accepted[index] === true && go[index] !== '')
    expect(alone.map(root => root.toString('base64'))).toEqual([])
    expect(accepted.filter(Boolean).length).toBeGreaterThan(COUNT / 20)
  },
  180_000,
)
