import { expect, test } from 'vitest'
import { buildFolder } from './support/build-in-memory.ts'
import { certificate, pem } from './support/certificates.ts'
import { edKey } from './support/keys.ts'

/** Ten kinds of faults: what stands in place of a good certificate, and the rule that names it. */
const FAULTS: readonly (readonly [string, (good: Buffer, index: number) => string])[] = [
  ['damaged-block', good => pem(good).replace('-----END CERTIFICATE-----\n', '')],
  ['damaged-block', good => pem(good).replace(/^M/m, '!')],
  ['private-key', () => '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n'],
  ['wrong-block', good => pem(good, 'CERTIFICATE REQUEST')],
  ['trailing-bytes', good => pem(Buffer.concat([good, Buffer.from([0])]))],
  ['not-a-ca', (_, index) => made(index, { ca: false, issuer: { key: edKey('many issuer'), subject: 'Issuer' } })],
  ['negative-serial', (_, index) => made(index, { rawSerial: [0xff] })],
  ['expired', (_, index) => made(index, { notAfter: '2021-01-01' })],
  ['bad-self-signature', good => pem(Buffer.concat([good.subarray(0, -1), Buffer.from([(good.at(-1) ?? 0) ^ 1])]))],
  ['trusted-label', good => pem(good, 'TRUSTED CERTIFICATE')],
]

const made = (index: number, more: Partial<Parameters<typeof certificate>[0]>): string =>
  pem(certificate({ key: edKey(`many ${index}`), subject: `CA ${index}`, ...more }))

test('of a thousand certificates in a hundred files, fifty faulty ones are named in one run, each with file and line', async () => {
  const folder: Record<string, string> = {}
  const expected: string[] = []
  for (let file = 0; file < 100; file++) {
    const path = `certs/${String(file).padStart(3, '0')}.pem`
    let text = ''
    for (let at = 0; at < 10; at++) {
      const index = file * 10 + at
      const good = certificate({ key: edKey(`many ${index}`), subject: `CA ${index}` })
      const [rule, spoil] = FAULTS[(file / 2) % FAULTS.length] ?? []
      // Every other file has one, at another place each time.
      const faulty = file % 2 === 0 && at === (file / 2) % 10
      if (faulty) expected.push(`${rule} ${path}:${text.split('\n').length}`)
      text += faulty && spoil !== undefined ? spoil(good, index) : pem(good)
    }
    folder[path] = text
  }
  const { findings, outputs } = await buildFolder(folder)
  const errors = findings.filter(({ severity }) => severity === 'error')
  expect(expected).toHaveLength(50)
  expect(errors.map(({ rule, path, line }) => `${rule} ${path}:${line}`)).toEqual(expected)
  expect(outputs).toEqual([])
})

test('findings come in one order, whatever the order of the files', async () => {
  const files = Object.entries({
    'certs/b.pem': made(1, { notAfter: '2021-01-01' }),
    'certs/B.pem': made(2, { notAfter: '2021-01-01' }) + made(3, { ca: 'absent' }),
    'certs/a/z.pem': made(4, { rawSerial: [0xff] }),
    'certs/é.pem': made(5, { notBefore: '2030-01-01' }),
  })
  const forwards = await buildFolder(Object.fromEntries(files))
  const backwards = await buildFolder(Object.fromEntries(files.toReversed()))
  expect(forwards.findings.map(({ path, line, rule }) => `${path}:${line} ${rule}`)).toEqual([
    'certs/B.pem:1 expired',
    expect.stringMatching(/^certs\/B\.pem:\d no-basic-constraints$/),
    'certs/a/z.pem:1 negative-serial',
    'certs/b.pem:1 expired',
    'certs/é.pem:1 not-yet-valid',
  ])
  expect(backwards.findings).toEqual(forwards.findings)
})
