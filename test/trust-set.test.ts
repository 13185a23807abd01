import { describe, expect, test } from 'vitest'
import { buildFolder, placesOf, seriousAmong, textOf } from './support/build-in-memory.ts'
import { certificate, pem } from './support/certificates.ts'
import { utf8 } from './support/der.ts'
import { edKey } from './support/keys.ts'
import { EC_ROOT, ED_ROOT, RSA_ROOT } from './support/roots.ts'

const namesOf = async (folder: Record<string, string>) =>
  (await buildFolder(folder)).outputs[0]?.entries.map(({ name }) => name)
const [one, two, three] = [pem(RSA_ROOT), pem(EC_ROOT), pem(ED_ROOT)]

describe('the name of an entry', () => {
  test.each([
    ['certs/harbor-ca.crt', 'harbor-ca'],
    ['certs/harbor.example.com.pem', 'harbor.example.com'],
    ['certs/deep/er/ca', 'ca'],
    ['certs/Corp Root CA (2021).crt', 'Corp-Root-CA-2021'],
    ['certs/Főtanúsítvány.crt', 'Fotanusitvany'],
    ['certs/-.-weird--.crt', '-.-weird--'],
    ['certs/(-.-weird--).crt', 'weird'],
    ['certs/1f8a4b2c.0', '1f8a4b2c'],
    ['certs/yes.crt', 'yes'],
    ['certs/0123.crt', '0123'],
    ['certs/__proto__.crt', '__proto__'],
    ['certs/constructor.crt', 'constructor'],
    ['certs/회사.crt', 'Root-One-cc9aae78'],
  ])('of a file with one certificate is that of the file: %s is %s', async (path, name) =>
    expect(await namesOf({ [path]: one })).toEqual([name]))

  test('of a file with several is made of subject and fingerprint', async () =>
    expect(await namesOf({ 'certs/a.pem': one + two })).toEqual([
      'Root-One-cc9aae78',
      expect.stringMatching(/^Root-Two-[0-9a-f]{8}$/),
    ]))

  test('without a common name is made of the fingerprint', async () => {
    const nameless = pem(certificate({ key: edKey('nameless'), subject: [['2.5.4.6', utf8('DE')]] }))
    expect(await namesOf({ 'certs/a.pem': nameless + one })).toContainEqual(expect.stringMatching(/^ca-[0-9a-f]{8}$/))
  })
})

describe('a certificate that stands', () => {
  test('in two files is written once, and both are named', async () => {
    const { findings, outputs } = await buildFolder({ 'certs/a.crt': one, 'certs/b.crt': `# copy\n${one}` })
    expect(outputs[0]?.entries.map(({ name, origins }) => [name, origins.map(({ path }) => path)])).toEqual([
      ['a', ['certs/a.crt', 'certs/b.crt']],
    ])
    expect(seriousAmong(findings).map(({ message }) => message)).toEqual([
      'CN=Root One: the same certificate stands in certs/b.crt:2',
      'CN=Root One: the same certificate stands in certs/a.crt:1',
    ])
  })

  test('twice in one file is written once, under the name of the file', async () =>
    expect(await namesOf({ 'certs/a.crt': one + one })).toEqual(['a']))
})

describe('two certificates of one name', () => {
  test.each([
    ['are an error', 'certs/prod/ca.crt', 'certs/lab/ca.crt'],
    ['are an error even where the case differs', 'certs/CA.crt', 'certs/ca.pem'],
  ])('%s', async (_, a, b) => {
    const { findings, outputs } = await buildFolder({ [a]: one, [b]: two, 'certs/c.crt': three })
    expect(findings.map(({ rule }) => rule)).toEqual(['name-collision'])
    expect(outputs).toEqual([])
  })
})

test('a name that is too long is an error', async () =>
  expect(placesOf((await buildFolder({ [`certs/${'a'.repeat(241)}.crt`]: one })).findings)).toEqual([
    expect.stringMatching(/^error entry-name /),
  ]))

test('an output without certificates is an error', async () => {
  const config = {
    sources: ['certs/*'],
    outputs: [
      {
        path: 'tks.yaml',
        include: ['lab/*'],
        apiVersion: 'run.tanzu.vmware.com/v1alpha3' as const,
        spec: { defaultCNI: 'antrea' as const },
      },
    ],
  }
  expect(placesOf((await buildFolder({ 'certs/a.crt': one }, config)).findings)).toEqual([
    'warning unused-source certs/a.crt',
    'warning unmatched-pattern config',
    'error empty-set tks.yaml',
  ])
})

test('an output never reads itself', async () => {
  const config = {
    sources: ['**/*'],
    outputs: [
      {
        path: 'tks.yaml',
        apiVersion: 'run.tanzu.vmware.com/v1alpha3' as const,
        spec: { defaultCNI: 'antrea' as const },
      },
    ],
  }
  const first = await buildFolder({ 'certs/a.crt': one }, config)
  const again = await buildFolder({ 'certs/b.crt': two, 'tks.yaml': first.outputs[0]?.text ?? '' }, config)
  expect(again.outputs[0]?.entries.map(({ name }) => name)).toEqual(['b'])
})

describe('time', () => {
  test.each([
    ['expired', { notAfter: '2026-06-15' }, 'expired'],
    ['not yet valid', { notBefore: '2026-06-16' }, 'not-yet-valid'],
    ['about to expire', { notAfter: '2026-08-01' }, 'expires-soon'],
  ])('makes a finding of a certificate that is %s, and no other bytes', async (_, validity, rule) => {
    const folder = { 'certs/a.crt': pem(certificate({ key: edKey('time'), ...validity })) }
    const good = textOf(await buildFolder(folder, undefined, new Date('2026-05-01')))
    const { findings, outputs } = await buildFolder({ ...folder, 'tks.yaml': good })
    expect(placesOf(findings)).toEqual([`warning ${rule} certs/a.crt:1`])
    expect(outputs.map(({ text }) => text)).toEqual([good])
  })

  const dead = { 'certs/a.crt': pem(certificate({ key: edKey('dead'), notAfter: '2021-01-01' })) }
  const alive = new Date('2020-06-01')

  test('a certificate that expired before it came is an error', async () => {
    const { findings, outputs } = await buildFolder(dead)
    expect(placesOf(findings)).toEqual(['error expired certs/a.crt:1'])
    expect(outputs).toEqual([])
  })

  test('one that the committed output holds is a warning, though other things change', async () => {
    const committed = textOf(await buildFolder(dead, undefined, alive))
    const { findings, outputs } = await buildFolder({ ...dead, 'certs/b.crt': one, 'tks.yaml': committed })
    expect(placesOf(findings)).toEqual(['warning expired certs/a.crt:1'])
    expect(outputs).toHaveLength(1)
  })

  test('and stays one through a merge conflict', async () => {
    const committed = textOf(await buildFolder(dead, undefined, alive))
    const conflict = committed.replace('spec:\n', '<<<<<<< ours\nspec:\n=======\nspec: \n>>>>>>> theirs\n')
    const { findings } = await buildFolder({ ...dead, 'tks.yaml': conflict })
    expect(placesOf(findings)).toEqual(['warning expired certs/a.crt:1'])
  })
})

test('two certificates of one subject that fail alike are two findings', async () => {
  const expired = [1, 2].map(serial => certificate({ key: edKey('alike'), serial, notAfter: '2021-01-01' }))
  const { findings } = await buildFolder({ 'certs/a.der': Buffer.concat(expired) })
  expect(placesOf(seriousAmong(findings))).toEqual(['error expired certs/a.der:1', 'error expired certs/a.der:1'])
})

test('what a file gives does not depend on its neighbours', async () => {
  const secret = `apiVersion: v1\nkind: Secret\ndata:\n  ca.crt: ${Buffer.from(one).toString('base64')}\n`
  const wrapped = Buffer.from(secret).toString('base64')
  const alone = await buildFolder({ 'certs/a.crt': wrapped })
  const beside = await buildFolder({ 'certs/a.crt': wrapped, 'certs/b.yaml': secret })
  expect(placesOf(alone.findings)).toContain('error no-certificate certs/a.crt:1')
  expect(placesOf(beside.findings)).toContain('error no-certificate certs/a.crt:1')
})

test('patterns with ! leave out wherever they stand', async () => {
  const config = {
    sources: ['certs/**'],
    outputs: [
      {
        path: 'tks.yaml',
        include: ['!certs/lab/**', 'certs/**'],
        apiVersion: 'run.tanzu.vmware.com/v1alpha3' as const,
        spec: { defaultCNI: 'antrea' as const },
      },
    ],
  }
  const { outputs } = await buildFolder({ 'certs/a.crt': one, 'certs/lab/b.crt': two }, config)
  expect(outputs[0]?.entries.map(({ name }) => name)).toEqual(['a'])
})

test('a base among the sources is not read as one', async () => {
  const base = `apiVersion: run.tanzu.vmware.com/v1alpha3\nkind: TkgServiceConfiguration\nmetadata: { name: tkg-service-configuration }\nspec:\n  defaultCNI: antrea\n  trust:\n    additionalTrustedCAs:\n      - name: gone\n        data: ${Buffer.from(two).toString('base64')}\n`
  const config = { sources: ['certs/*'], outputs: [{ path: 'tks.yaml', base: 'certs/base.yaml' }] }
  const { outputs, findings } = await buildFolder({ 'certs/a.crt': one, 'certs/base.yaml': base }, config)
  expect(outputs[0]?.entries.map(({ name }) => name)).toEqual(['a'])
  expect(placesOf(findings)).toEqual(['warning dropped-from-base certs/base.yaml'])
})

test('a private key in an annotation is refused', async () => {
  const annotations = { 'example.com/key': '-----BEGIN PRIVATE KEY-----\nMIIE' }
  const config = {
    sources: ['certs/*'],
    outputs: [
      {
        path: 'tks.yaml',
        apiVersion: 'run.tanzu.vmware.com/v1alpha3' as const,
        spec: { defaultCNI: 'antrea' as const },
        annotations,
      },
    ],
  }
  await expect(buildFolder({ 'certs/a.crt': one }, config)).rejects.toThrow(/private key/)
})

describe('a certificate that is no CA', () => {
  test.each([
    ['issued by a CA is an error', { issuer: { key: edKey('ca'), subject: 'CA' } }, 'error not-a-ca certs/a.crt:1'],
    ['signed by itself is a warning', {}, 'warning self-signed-leaf certs/a.crt:1'],
  ])('%s', async (_, recipe, expected) => {
    const { findings } = await buildFolder({
      'certs/a.crt': certificate({ key: edKey('leaf'), subject: 'harbor', ca: false, ...recipe }),
    })
    expect(placesOf(findings)).toContain(expected)
  })
})

describe('a certificate that goes', () => {
  const old = pem(certificate({ key: edKey('goes'), subject: 'Goes' }))
  const goes = async (successor: Record<string, string>) => {
    const committed = textOf(await buildFolder({ 'certs/a.crt': old, 'certs/b.crt': one }))
    const { findings } = await buildFolder({ ...successor, 'certs/b.crt': one, 'tks.yaml': committed })
    return placesOf(findings)
  }

  test('is told', async () => expect(await goes({})).toEqual(['warning lost-certificate tks.yaml']))

  test('is not lost where it was renewed: the same subject with the same key', async () => {
    const renewed = pem(certificate({ key: edKey('goes'), subject: 'Goes', serial: 2, notAfter: '2045-01-01' }))
    expect(await goes({ 'certs/a.crt': renewed })).toEqual([])
  })

  test('is lost where another key took its place', async () => {
    const replaced = pem(certificate({ key: edKey('comes'), subject: 'Goes', serial: 2 }))
    expect(await goes({ 'certs/a.crt': replaced })).toEqual(['warning lost-certificate tks.yaml'])
  })
})
