import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEEPEST, type Issuers, treeOf } from '../src/chains.ts'
import { readCertificate } from '../src/inspect/certificate.ts'
import { findIssuers } from '../src/inspect/issuers.ts'
import type { Entry } from '../src/model.ts'
import { tree } from '../src/report/tree.ts'
import { widthOf } from '../src/report/width.ts'
import { certificate } from './support/certificates.ts'
import { inspectionOf, LOOK } from './support/inspections.ts'
import { edKey } from './support/keys.ts'
import { CROSS, ISSUING, OTHER_ROOT, ROOT, SERVER } from './support/pki.ts'

const MODEL = readCertificate(ROOT)

/** An entry that stands for a certificate of that name; who issued whom is told apart. */
const called = (name: string, selfIssued = false): Entry => ({
  name,
  certificate: { ...MODEL, id: name, selfIssued, subject: { text: name, attributes: [] } },
  origins: [],
})

const links = (pairs: readonly (readonly [string, string])[], isVerified = true): Issuers => {
  const issuers = new Map<string, { id: string; isVerified: boolean }[]>()
  for (const [child, id] of pairs) issuers.set(child, [...(issuers.get(child) ?? []), { id, isVerified }])
  return issuers
}

/** `b<a` for each line: the name, whether it stands there again, and how deep. */
const drawn = (entries: readonly Entry[], issuers: Issuers): string[] =>
  treeOf(entries, issuers).map(
    ({ entry, follows, isAgain }) => `${'.'.repeat(follows.length)}${entry.name}${isAgain ? '*' : ''}`,
  )

describe('the tree of chains', () => {
  test.each([
    ['nothing', [], [], []],
    [
      'a chain',
      ['r', 'i', 's'],
      [
        ['s', 'i'],
        ['i', 'r'],
      ],
      ['r', '.i', '..s'],
    ],
    [
      'two below one',
      ['r', 'a', 'b'],
      [
        ['b', 'r'],
        ['a', 'r'],
      ],
      ['r', '.a', '.b'],
    ],
    [
      'a cross-signed CA, its own tree once',
      ['r', 'q', 'i', 's'],
      [
        ['s', 'i'],
        ['i', 'r'],
        ['i', 'q'],
      ],
      ['q', '.i', '..s', 'r', '.i*'],
    ],
    [
      'a ring',
      ['a', 'b'],
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      ['a', '.b', '..a*'],
    ],
    ['one that issued itself', ['a'], [['a', 'a']], ['a', '.a*']],
    [
      'a ring with something below it',
      ['a', 'b', 'c'],
      [
        ['a', 'b'],
        ['b', 'a'],
        ['c', 'b'],
      ],
      ['a', '.b', '..a*', '..c'],
    ],
    ['an issuer that is not among them', ['a'], [], ['a']],
  ] as const)('%s', (_, names, pairs, lines) =>
    expect(
      drawn(
        names.map(name => called(name)),
        links(pairs),
      ),
    ).toEqual(lines))

  test('roots come before those whose issuer is not here', () =>
    expect(drawn([called('a'), called('b', true)], links([]))).toEqual(['b', 'a']))

  test('layers of cross-signed CAs do not multiply', () => {
    const names = Array.from({ length: 60 }, (_, layer) => [`${layer}a`, `${layer}b`]).flat()
    const pairs = names.slice(2).flatMap((name, index) => {
      const above = Math.floor(index / 2)
      return [[name, `${above}a`] as const, [name, `${above}b`] as const]
    })
    expect(
      drawn(
        names.map(name => called(name)),
        links(pairs),
      ),
    ).toHaveLength(2 + 2 * (names.length - 2))
  })

  test('a chain of five thousand is drawn, and is not wider than it is read', () => {
    const names = Array.from({ length: 5000 }, (_, index) => String(index).padStart(4, '0'))
    const pairs = names.slice(1).map((name, index) => [name, names[index] ?? ''] as const)
    const branches = treeOf(
      names.map(name => called(name)),
      links(pairs),
    )
    expect(branches.map(({ entry }) => entry.name)).toEqual(names)
    expect(Math.max(...branches.map(({ follows }) => follows.length))).toBe(DEEPEST)
  })

  test('five thousand below one are drawn', () => {
    const names = Array.from({ length: 5000 }, (_, index) => String(index).padStart(4, '0'))
    expect(
      drawn(
        names.map(name => called(name)),
        links(names.slice(1).map(name => [name, '0000'] as const)),
      ),
    ).toHaveLength(5000)
  })

  const someNames = ['a', 'b', 'c', 'd', 'e', 'f']
  test('names each certificate at least once and ends, whoever claims to have issued whom', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...someNames)),
        fc.uniqueArray(fc.tuple(fc.constantFrom(...someNames), fc.constantFrom(...someNames)), { selector: String }),
        (names, pairs) => {
          const among = pairs.filter(pair => pair.every(name => names.includes(name)))
          const branches = treeOf(
            names.map(name => called(name)),
            links(among),
          )
          const first = branches.filter(({ isAgain }) => !isAgain).map(({ entry }) => entry.name)
          expect([...first].sort()).toEqual([...names].sort())
          expect(branches.length).toBeLessThanOrEqual(names.length + among.length)
        },
      ),
    ))
})

describe('issuers are found', () => {
  const idOf = (der: Uint8Array) => readCertificate(der).id
  const issuersIn = async (...ders: readonly Uint8Array[]) => {
    const found = await findIssuers(ders.map(readCertificate))
    return ders.map(der =>
      (found.get(idOf(der)) ?? []).map(({ id, isVerified }) => [
        ders.findIndex(other => idOf(other) === id),
        isVerified,
      ]),
    )
  }

  test('by signature, along a chain', async () =>
    expect(await issuersIn(ROOT, ISSUING, SERVER)).toEqual([[], [[0, true]], [[1, true]]]))
  test('both of a cross-signed CA, and both of its certificates above a server', async () =>
    expect(await issuersIn(ROOT, OTHER_ROOT, ISSUING, CROSS, SERVER)).toEqual([
      [],
      [],
      [[0, true]],
      [[1, true]],
      [
        [2, true],
        [3, true],
      ],
    ]))
  test('not where there is none', async () => expect(await issuersIn(SERVER, OTHER_ROOT)).toEqual([[], []]))
  test('by name only, where the key is another', async () => {
    const impostor = certificate({ key: edKey('impostor'), subject: 'A' })
    const child = certificate({ key: edKey('child'), subject: 'B', issuer: { key: edKey('real'), subject: 'A' } })
    expect(await issuersIn(impostor, child)).toEqual([[], [[0, false]]])
  })
  test('of a new key that the old one signed under the same name', async () => {
    const old = certificate({ key: edKey('old'), subject: 'A' })
    const renewed = certificate({ key: edKey('new'), subject: 'A', issuer: { key: edKey('old'), subject: 'A' } })
    expect(await issuersIn(old, renewed)).toEqual([[], [[0, true]]])
  })
  test('among a thousand of one name, without a million checks', async () => {
    const key = edKey('shared')
    const many = Array.from({ length: 300 }, (_, index) =>
      certificate({ key, subject: 'A', serial: Buffer.from([1, index >> 8, index & 255]) }),
    )
    const children = Array.from({ length: 300 }, (_, index) =>
      certificate({ key: edKey('leaf'), subject: `B${index}`, issuer: { key, subject: 'A' } }),
    )
    const found = await issuersIn(...many, ...children)
    expect(found.every(issuers => issuers.length <= 20)).toBe(true)
    expect(found.at(-1)).toHaveLength(20)
  }, 20_000)
})

describe('the tree as text', () => {
  test('draws a cross-signed CA under both, its own tree once', async () =>
    expect(tree(await inspectionOf(ROOT, OTHER_ROOT, ISSUING, CROSS, SERVER), LOOK)).toBe(
      `Example Root R1              root          2044-01-01  6408 days left  ad882054
└─ Example Issuing CA        intermediate  2030-01-01  1295 days left  c83bc2a5
   └─ registry.corp.example  end           2026-08-01    46 days left  301aa64f
Example Root R2              root          2040-01-01  4947 days left  f74e4474
└─ Example Issuing CA        intermediate  2029-01-01   930 days left  320039bd
   └─ registry.corp.example  end           2026-08-01    46 days left  301aa64f  see above
`,
    ))

  test('says what is only a name, and whose issuer is not here', async () => {
    const impostor = certificate({ key: edKey('impostor'), subject: 'A' })
    const child = certificate({ key: edKey('child'), subject: 'B', issuer: { key: edKey('real'), subject: 'A' } })
    const text = tree(await inspectionOf(impostor, child, SERVER), LOOK)
    expect(text).toMatch(/^└─ B .* by name only, its signature does not verify$/m)
    expect(text).toMatch(/^registry\.corp\.example .* issuer not here$/m)
  })

  test('keeps hostile names on one line each, with the columns below each other', async () => {
    const names = ['a\nb\u001b[2J', '\u202egnp.ca', 'サンプル🔒', 'x'.repeat(500), '', '├─ root']
    const ders = names.map(subject => certificate({ key: edKey('hostile'), subject }))
    for (const columns of [80, 120, undefined]) {
      const lines = tree(await inspectionOf(...ders), { ...LOOK, columns })
        .trimEnd()
        .split('\n')
      expect(lines).toHaveLength(names.length)
      expect(new Set(lines.map(line => widthOf(line.slice(0, line.indexOf('2040-01-01'))))).size).toBe(1)
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns ?? 120)
      expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u202e]/)
    }
  })
})
