import { describe, expect, test } from 'vitest'
import type { WaiverConfig } from '../src/config/define.ts'
import type { Config } from '../src/index.ts'
import { buildFolder } from './support/build-in-memory.ts'
import { certificate, pem } from './support/certificates.ts'
import { edKey, rsaKey } from './support/keys.ts'

/** A root of 1024 bits, which breaks `small-rsa-key` and nothing else. */
const weak = certificate({ key: rsaKey('waived', 1024) })
const good = pem(certificate({ key: edKey('beside'), subject: 'Good' }))
const folder = { 'certs/weak.crt': pem(weak), 'certs/good.crt': good }
const built = await buildFolder(folder)
const id = built.findings.find(({ rule }) => rule === 'small-rsa-key')?.certificate ?? ''

/** A waiver that is in order on the day of the tests, 2026-06-15. */
const waiver: WaiverConfig = {
  rule: 'small-rsa-key',
  certificate: id,
  reason: 'lab appliance, replaced in Q3',
  owner: 'net-team',
  until: '2026-12-31',
}

const configWith = (rest: Pick<Config, 'rules' | 'waivers'>): Config => ({
  sources: ['certs/**'],
  outputs: [{ path: 'tks.yaml', apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } }],
  ...rest,
})
const waived = async (...waivers: readonly WaiverConfig[]) => {
  const { findings, outputs } = await buildFolder(folder, configWith({ waivers }))
  return { findings, written: outputs.length, rules: findings.map(({ severity, rule }) => `${severity} ${rule}`) }
}

describe('a waiver', () => {
  test('lets its certificate through, which is listed all the same, with reason, owner and last day', async () => {
    const { findings, written } = await waived(waiver)
    expect(written).toBe(1)
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'small-rsa-key',
        severity: 'error',
        path: 'certs/weak.crt',
        line: 1,
        waiver,
      }),
    ])
  })

  test('knows a fingerprint with colons and capitals', async () => {
    const copied = (id.toUpperCase().match(/../g) ?? []).join(':')
    expect(await waived({ ...waiver, certificate: copied })).toMatchObject({ written: 1 })
  })

  test.each([
    ['on its last day', '2026-06-15', 1, ['warning lapsing-waiver']],
    ['thirty days before its end', '2026-07-15', 1, ['warning lapsing-waiver']],
    ['thirty-one days before its end', '2026-07-16', 1, []],
    ['on the day after its last', '2026-06-14', 0, ['warning lapsed-waiver']],
    ['for 365 days', '2027-06-15', 1, []],
    ['for 366 days', '2027-06-16', 0, ['error over-long-waiver']],
  ])('%s', async (_, until, count, said) => {
    const { written, rules } = await waived({ ...waiver, until })
    expect({ written, rules }).toEqual({ written: count, rules: ['error small-rsa-key', ...said] })
  })

  test.each([
    ['without a rule', { rule: undefined }, /has no rule/],
    ['without a certificate', { certificate: '' }, /has no certificate/],
    ['without a reason', { reason: ' ' }, /has no reason/],
    ['without an owner and a last day', { owner: undefined, until: undefined }, /has no owner, no until/],
    ['until a day that the calendar does not have', { until: '2026-02-30' }, /2026-02-30, which is no day/],
    ['until a day in words', { until: 'next\nweek' }, /next\\u\{a\}week, which is no day/],
    [
      'with several faults',
      { reason: '', until: '2026-02-30', certificate: 'abc' },
      /has no reason, ends on 2026-02-30, .*, names its certificate by something else/,
    ],
    ['for the beginning of a fingerprint', { certificate: id.slice(0, 12) }, /something else than a whole SHA-256/],
  ])('%s covers nothing, and that is an error', async (_, change, said) => {
    const { written, findings } = await waived({ ...waiver, ...change })
    expect(written).toBe(0)
    expect(findings.find(({ rule }) => rule === 'incomplete-waiver')?.message).toMatch(said)
    expect(findings.find(({ rule }) => rule === 'small-rsa-key')).not.toHaveProperty('waiver')
  })

  test('of a rule that there is not names the nearest', async () => {
    const { findings, rules } = await waived({ ...waiver, rule: 'small-rsa-kye' })
    expect(rules).toContain('error unknown-waiver')
    expect(findings.find(({ rule }) => rule === 'unknown-waiver')?.fix).toBe('did you mean small-rsa-key?')
  })

  test.each([
    'private-key',
    'damaged-block',
    'denied',
    'name-collision',
    'empty-set',
    'output-size',
    'unused-waiver',
  ])('of %s is forbidden', async rule =>
    expect((await waived({ ...waiver, rule })).rules).toContain('error forbidden-waiver'))

  test.each([
    ['another certificate', { certificate: '0'.repeat(64) }],
    ['a rule that the certificate keeps', { rule: 'negative-serial' }],
  ])('for %s is said to cover nothing', async (_, change) =>
    expect((await waived({ ...waiver, ...change })).rules).toContain('warning unused-waiver'))

  test('that stands twice is unused the second time', async () => {
    const { findings } = await waived(waiver, waiver)
    expect(findings.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^waivers\[1\] covers nothing/))
  })

  test('is not called unused while files cannot be read', async () => {
    const { findings } = await buildFolder(
      { ...folder, 'certs/empty.crt': '' },
      configWith({ waivers: [{ ...waiver, certificate: '0'.repeat(64) }] }),
    )
    expect(findings.map(({ rule }) => rule)).not.toContain('unused-waiver')
  })
})

describe('the configuration of a rule', () => {
  const ruled = async (rules: Config['rules'] & object) => {
    const { findings, outputs } = await buildFolder(folder, configWith({ rules }))
    return { written: outputs.length, said: findings.map(({ severity, rule }) => `${severity} ${rule}`) }
  }

  test.each<[string, Config['rules'] & object, { written: number; said: string[] }]>([
    ['is off', { 'small-rsa-key': 'off' }, { written: 1, said: [] }],
    ['is a warning', { 'small-rsa-key': 'warning' }, { written: 1, said: ['warning small-rsa-key'] }],
    ['has another option', { 'small-rsa-key': ['error', { bits: 1024 }] }, { written: 1, said: [] }],
    ['has a severity and no options', { 'small-rsa-key': ['info', {}] }, { written: 1, said: ['info small-rsa-key'] }],
    [
      'denies a certificate',
      { denied: ['error', { deny: [id] }], 'small-rsa-key': 'off' },
      { written: 0, said: ['error denied'] },
    ],
  ])('%s', async (_, rules, expected) => expect(await ruled(rules)).toEqual(expected))

  test('never makes a finding more than its case is worth', async () => {
    const dead = { 'certs/a.crt': pem(certificate({ key: edKey('dead'), notAfter: '2021-01-01' })) }
    const first = await buildFolder(dead, configWith({}), new Date('2020-06-01'))
    const again = { ...dead, 'tks.yaml': first.outputs[0]?.text ?? '' }
    const { findings } = await buildFolder(again, configWith({ rules: { expired: 'error' } }))
    expect(findings.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(['warning expired'])
  })
})
