import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../src/inspect/certificate.ts'
import { judgeServer } from '../../src/verify/accept.ts'
import { ROWS } from '../e2e/rows/index.ts'
import type { Holder } from '../e2e/support/pki.ts'

const certificates = (holders: readonly Holder[]) => holders.map(({ der }) => readCertificate(der))

// The proof (test/e2e) asks skopeo and a client in today's Go about the same servers.
describe.each(ROWS)('%s:', (_, rows) => {
  test.each(rows.map(row => [row.name, row] as const))('%s', async (_, { host, sends, trusts, says }) => {
    const judgement = await judgeServer({
      host,
      chain: certificates(sends),
      trusted: certificates(trusts),
      now: '2026-06-15T12:00:00Z',
    })
    if (says === '') expect(judgement).toHaveProperty('paths')
    else expect('refusal' in judgement ? judgement.refusal.says : 'it is accepted').toContain(says)
  })
})
