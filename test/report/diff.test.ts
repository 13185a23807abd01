import { describe, expect, test } from 'vitest'
import { comparePairs } from '../../src/compare/pairs.ts'
import { review } from '../../src/compare/review.ts'
import { NOTHING, snapshotOfText } from '../../src/compare/snapshot.ts'
import { lawOf } from '../../src/law.ts'
import { diffJson } from '../../src/report/diff-json.ts'
import { diffMarkdown } from '../../src/report/diff-markdown.ts'
import type { DiffReport } from '../../src/report/diff-report.ts'
import { DIFF_SCHEMA } from '../../src/report/diff-schema.ts'
import { diffText } from '../../src/report/diff-text.ts'
import { styleFor } from '../../src/report/style.ts'
import { violations } from '../../src/validate.ts'
import { certificate, pem } from '../support/certificates.ts'
import { utf8 } from '../support/der.ts'
import { edKey } from '../support/keys.ts'
import { NASTY } from '../support/reports.ts'

const NOW = '2026-06-15T12:00:00Z'
// A lone surrogate is not UTF-8, and cannot stand in a certificate.
const HOSTILE = NASTY.toWellFormed()
const subject = [['2.5.4.3', utf8(HOSTILE)]] as const
const hostile = (seed: string, more = {}) =>
  Buffer.from(pem(certificate({ key: edKey(seed), subject, notAfter: '2021-01-01', ...more }))).toString('base64')
const manifest = (name: string, data: string) =>
  JSON.stringify({
    apiVersion: 'run.tanzu.vmware.com/v1alpha3',
    kind: 'TkgServiceConfiguration',
    metadata: { name: 'tkg-service-configuration', annotations: { [HOSTILE]: HOSTILE } },
    spec: { defaultCNI: HOSTILE, trust: { additionalTrustedCAs: [{ name, data }] } },
  })

/** A difference in which every name, subject, path and value is hostile. */
async function hostileReport(before: string, after: string): Promise<DiffReport> {
  const [old, now] = [before, after].map(text => (text === '' ? NOTHING : snapshotOfText(text)))
  const pairs =
    comparePairs([{ path: HOSTILE, snapshot: old ?? NOTHING }], [{ path: HOSTILE, snapshot: now ?? NOTHING }]) ?? []
  const reviews = await Promise.all(pairs.map(pair => review(pair, lawOf({}, NOW))))
  return { version: '1.2.3', now: NOW, before: HOSTILE, after: HOSTILE, reviews }
}

const cases: readonly (readonly [string, string, string])[] = [
  ['added', '', manifest(HOSTILE, hostile('a'))],
  ['removed', manifest(HOSTILE, hostile('a')), ''],
  ['renewed', manifest(HOSTILE, hostile('a')), manifest(`${HOSTILE}2`, hostile('a', { serial: 2 }))],
  ['replaced', manifest(HOSTILE, hostile('a')), manifest(HOSTILE, hostile('b'))],
  ['renamed', manifest(HOSTILE, hostile('a')), manifest(`${HOSTILE}2`, hostile('a'))],
  ['unreadable', manifest(HOSTILE, hostile('a')), manifest(HOSTILE, 'AAAA')],
]

describe.each(cases)('hostile text is harmless where a certificate is %s', (_, before, after) => {
  test('in text', async () => {
    const text = diffText(await hostileReport(before, after), styleFor(false))
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028]/)
    expect(text).not.toMatch(/^::/m)
  })

  test('in Markdown', async () => {
    const page = diffMarkdown(await hostileReport(before, after))
    const rest = page.replace(/^<!-- tks-trust diff -->\n/, '').replace(/<\/?(?:code|details|summary)>/g, '')
    expect(rest).not.toMatch(/[<>`[\]]|\]\(|@team|(?<!&)#12|\$\{\{|:\/\/|^::/m)
    const columns = page
      .split('\n')
      .filter(line => line.startsWith('| **'))
      .map(line => line.split('|').length)
    expect(new Set(columns).size).toBeLessThanOrEqual(2)
  })

  test('in JSON, which its schema allows', async () => {
    const value: unknown = JSON.parse(diffJson(await hostileReport(before, after)))
    expect(violations(value, DIFF_SCHEMA)).toEqual([])
  })
})
