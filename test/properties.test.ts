import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Build } from '../src/index.ts'
import { buildFolder, textOf, trustedIn } from './support/build-in-memory.ts'
import { certificate, pem } from './support/certificates.ts'
import { edKey } from './support/keys.ts'
import { certificateBag } from './support/openssl.ts'
import { BUNDLE, ROOTS } from './support/roots.ts'

const all = ROOTS.map(der => der.toString('hex')).sort()
const hasError = ({ findings }: Build) => findings.some(({ severity }) => severity === 'error')

/**
 * An error finding, or exactly the three certificates: never two in silence. One thing no program can tell: where the
 * change hit the name of the issuer, the certificate says that somebody else signed it. It must then be called out by
 * its fingerprint, and the other two must be there.
 */
async function allOrError(content: Uint8Array | string): Promise<void> {
  const built = await buildFolder({ 'certs/bundle.pem': content })
  if (hasError(built)) return
  const unchecked = new Set(
    built.findings.filter(({ rule }) => rule === 'intermediate').map(finding => finding.certificate),
  )
  const entries = built.outputs[0]?.entries ?? []
  const told = entries.filter(({ certificate }) => unchecked.has(certificate.id))
  const trusted = trustedIn(textOf(built))
  // A counterexample of four thousand octets helps nobody: fail with a short text, and let the seed find it again.
  if (trusted.length !== 3) throw new Error(`${trusted.length} certificates in silence`)
  if (trusted.filter(der => !all.includes(der)).length !== told.length)
    throw new Error('a changed certificate in silence')
}

const octets = Buffer.from(BUNDLE)
const der = Buffer.concat([...ROOTS])
const bag = certificateBag(BUNDLE, 'DER')
const secret = Buffer.from(
  JSON.stringify({ apiVersion: 'v1', kind: 'Secret', data: { 'ca.crt': octets.toString('base64') } }),
)
const base64 = Buffer.from(octets.toString('base64'))

/** One to four octets somewhere become others. */
const overwritten = (source: Buffer) =>
  fc.array(fc.tuple(fc.nat(source.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }).map(changes => {
    const changed = Buffer.from(source)
    for (const [at, octet] of changes) changed[at] = octet
    return changed
  })

/** Something is put in somewhere. */
const inserted = (source: Buffer) =>
  fc
    .tuple(
      fc.nat(source.length),
      fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 80 }),
        fc.string().map(text => Buffer.from(text)),
      ),
    )
    .map(([at, extra]) => Buffer.concat([source.subarray(0, at), extra, source.subarray(at)]))

/** At most 30 octets are taken out, too few to take a whole block with its boundaries away. */
const removed = (source: Buffer) =>
  fc
    .tuple(fc.nat(source.length - 1), fc.integer({ min: 1, max: 30 }))
    .map(([at, count]) => Buffer.concat([source.subarray(0, at), source.subarray(at + count)]))

const mutated = (source: Buffer) => fc.oneof(overwritten(source), inserted(source), removed(source))

const runs = { numRuns: 1500, verbose: fc.VerbosityLevel.None, endOnFailure: true }

describe('whatever happens to a file of three certificates, all three come out or there is an error', () => {
  test('octets of the PEM are overwritten, put in or taken out', () =>
    fc.assert(fc.asyncProperty(mutated(octets), allOrError), runs))

  test('octets of the DER are overwritten, put in or taken out', () =>
    fc.assert(fc.asyncProperty(mutated(der), allOrError), runs))

  test('octets of the base64 of the PEM are overwritten, put in or taken out', () =>
    fc.assert(fc.asyncProperty(mutated(base64), allOrError), runs))

  test('octets of a PKCS#7 bag are overwritten or put in', () =>
    fc.assert(fc.asyncProperty(fc.oneof(overwritten(bag), inserted(bag)), allOrError), runs))

  test('octets of a Secret are overwritten', () => fc.assert(fc.asyncProperty(overwritten(secret), allOrError), runs))

  test('lines of the PEM change places', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(2 ** 30), fc.nat(2 ** 30), async (a, b) => {
        const lines = BUNDLE.trimEnd().split('\n')
        const [from, to] = [a % lines.length, b % lines.length]
        const [moved = ''] = lines.splice(from, 1)
        lines.splice(to, 0, moved)
        await allOrError(`${lines.join('\n')}\n`)
      }),
      runs,
    ))

  test('the file ends anywhere but between two blocks', async () => {
    const boundaries = new Set([0])
    for (const root of ROOTS) boundaries.add(Math.max(...boundaries) + pem(root).length)
    for (let length = 1; length < octets.length; length++) {
      // At the end of a block, and with up to five dashes more, nothing tells that there was to be another.
      const past = Math.min(...[...boundaries].map(end => (length >= end ? length - end : Number.POSITIVE_INFINITY)))
      if (past <= '-----'.length || boundaries.has(length + 1)) continue
      const built = await buildFolder({ 'certs/bundle.pem': octets.subarray(0, length) })
      expect(hasError(built), `cut after ${length} octets`).toBe(true)
    }
  })
})

describe('order does not matter', () => {
  const blocks = ROOTS.map(root => pem(root))

  test('of blocks in a file', () =>
    fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(blocks, { minLength: 3 }), async shuffled => {
        expect(textOf(await buildFolder({ 'certs/bundle.pem': shuffled.join('') }))).toBe(
          textOf(await buildFolder({ 'certs/bundle.pem': BUNDLE })),
        )
      }),
      { numRuns: 20 },
    ))

  test('of files in a folder', async () => {
    const files = blocks.map((text, index) => [`certs/${'zam'[index]}.crt`, text] as const)
    const expected = textOf(await buildFolder(Object.fromEntries(files)))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(files, { minLength: 3 }), async shuffled => {
        expect(textOf(await buildFolder(Object.fromEntries(shuffled)))).toBe(expected)
      }),
      { numRuns: 20 },
    )
  })

  test('and adding a certificate never renames another', async () => {
    const [a = '', b = '', c = ''] = blocks
    const another = pem(certificate({ key: edKey('another'), subject: 'Another' }))
    const one = textOf(await buildFolder({ 'certs/a.crt': a, 'certs/b.pem': b + c }))
    const more = textOf(await buildFolder({ 'certs/0.crt': another, 'certs/a.crt': a, 'certs/b.pem': another + c + b }))
    const names = (text: string) => [...text.matchAll(/- name: (.*)/g)].map(([, name]) => name)
    expect(names(more)).toEqual(expect.arrayContaining(names(one)))
  })
})

describe('arbitrary bytes', () => {
  const any = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          '-----BEGIN CERTIFICATE-----\n',
          '-----END CERTIFICATE-----\n',
          'apiVersion: v1\n',
          'kind: Secret\n',
          'data:\n',
          '  a: ',
          'MIIB',
          '\n',
          '0',
          '\u0000',
          '{',
          '[',
        ),
      )
      .map(parts => parts.join('')),
  )

  test('never crash the program, and never pass without a finding', () =>
    fc.assert(
      fc.asyncProperty(any, async content => {
        const { findings } = await buildFolder({ 'certs/a.crt': content })
        expect(findings.length).toBeGreaterThan(0)
      }),
      { numRuns: 3000 },
    ))
})
