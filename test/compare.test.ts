import { describe, expect, test } from 'vitest'
import { compare, isEqual, reachesNodes } from '../src/compare/compare.ts'
import { NOTHING, snapshotOfText } from '../src/compare/snapshot.ts'
import { buildFolder, textOf } from './support/build-in-memory.ts'
import { certificate, pem } from './support/certificates.ts'
import { edKey, rsaKey } from './support/keys.ts'

const one = certificate({ key: edKey('compare one'), subject: 'One' })
const oneLater = certificate({ key: edKey('compare one'), subject: 'One', notAfter: '2045-01-01', serial: 2 })
const oneOther = certificate({ key: rsaKey('compare other'), subject: 'One', serial: 3 })
const two = certificate({ key: edKey('compare two'), subject: 'Two' })
const nameless = (seed: string) => certificate({ key: edKey(seed), subject: [] })
const entry = (name: string, ...ders: readonly Buffer[]) =>
  `      - name: ${name}\n        data: ${Buffer.from(ders.map(der => pem(der)).join('')).toString('base64')}\n`
const manifest = (entries: string, spec = '  defaultCNI: antrea\n') =>
  `apiVersion: run.tanzu.vmware.com/v1alpha3\nkind: TkgServiceConfiguration\nmetadata:\n  name: tkg-service-configuration\nspec:\n${spec}  trust:\n    additionalTrustedCAs:\n${entries === '' ? '      []\n' : entries}`
const told = (before: string, after: string) =>
  compare(snapshotOfText(before), snapshotOfText(after)).changes.map(({ kind, name }) => `${kind} ${name}`)

describe('a change is told as', () => {
  test.each([
    ['added', entry('one', one), entry('one', one) + entry('two', two), ['added two']],
    ['removed', entry('one', one) + entry('two', two), entry('one', one), ['removed two']],
    ['renewed, where subject and key stay', entry('one', one), entry('one', oneLater), ['renewed one']],
    ['replaced, where the subject stays', entry('one', one), entry('one', oneOther), ['replaced one']],
    ['renewed under another name', entry('one', one), entry('uno', oneLater), ['renewed uno']],
    ['renamed', entry('one', one), entry('uno', one), ['renamed uno']],
    [
      'encoded otherwise',
      entry('one', one),
      entry('one', one).replace(
        /data: (.*)/,
        (_, data) => `data: ${Buffer.from(`# x\n${Buffer.from(data, 'base64').toString()}`).toString('base64')}`,
      ),
      ['re-encoded one'],
    ],
    [
      'nothing, where only the order differs',
      entry('one', one) + entry('two', two),
      entry('two', two) + entry('one', one),
      [],
    ],
    ['removed and added, where nothing stays but the name', entry('x', one), entry('x', two), ['added x', 'removed x']],
    [
      'one renewed and one added, of two successors',
      entry('one', one),
      entry('a', oneOther) + entry('one', oneLater),
      ['added a', 'renewed one'],
    ],
    [
      'removed and added, of certificates without a subject',
      entry('x', nameless('a')),
      entry('x', nameless('b')),
      ['added x', 'removed x'],
    ],
    [
      'renamed, of two in one entry that is split',
      entry('both', one, two),
      entry('one', one) + entry('two', two),
      ['renamed one', 'renamed two'],
    ],
  ])('%s', (_, before, after, expected) =>
    expect(told(manifest(before), manifest(after)).sort()).toEqual([...expected].sort()))
})

describe('around the list', () => {
  const fields = (before: string, after: string) =>
    compare(snapshotOfText(manifest('', before)), snapshotOfText(manifest('', after))).fields

  test('every value that differs is told with both of its values', () =>
    expect(fields('  defaultCNI: antrea\n', '  defaultCNI: calico\n  proxy: { noProxy: [a] }\n')).toEqual([
      { path: 'spec.defaultCNI', before: 'antrea', after: 'calico' },
      { path: 'spec.proxy.noProxy', before: undefined, after: ['a'] },
    ]))

  test('no password is', () => {
    const said = JSON.stringify(
      fields('', '  proxy: { httpProxy: "http://user:secret@proxy:1", noProxy: ["http://a:b@c"] }\n'),
    )
    expect(said).not.toMatch(/secret|a:b/)
    expect(said).toContain('http://...@proxy:1')
  })

  test('what a cluster adds does not count', async () => {
    const plain = textOf(await buildFolder({ 'certs/one.crt': pem(one) }))
    const live = plain
      .replace(
        'metadata:\n',
        'metadata:\n  uid: 1\n  resourceVersion: "5"\n  generation: 2\n  creationTimestamp: "x"\n  managedFields: []\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: "{}"\n',
      )
      .concat('status:\n  ready: true\n')
    expect(isEqual(compare(snapshotOfText(plain), snapshotOfText(live)))).toBe(true)
    const asList = `apiVersion: v1\nkind: List\nitems:\n- ${live.replaceAll('\n', '\n  ').trimEnd()}\n`
    expect(isEqual(compare(snapshotOfText(plain), snapshotOfText(asList)))).toBe(true)
  })
})

test('an entry that cannot be read is named, on either side', () => {
  const broken = '      - name: broken\n        data: AAAA\n'
  expect(compare(snapshotOfText(manifest(broken)), snapshotOfText(manifest(''))).unreadable).toEqual(['broken'])
  expect(compare(snapshotOfText(manifest('')), snapshotOfText(manifest(broken))).unreadable).toEqual(['broken'])
})

test('where one side is not there, everything comes or goes', () => {
  const all = snapshotOfText(manifest(entry('one', one)))
  expect(compare(NOTHING, all)).toMatchObject({ existence: 'created', changes: [{ kind: 'added' }] })
  expect(compare(all, NOTHING)).toMatchObject({ existence: 'deleted', changes: [{ kind: 'removed' }] })
})

test.each([
  ['a renamed entry', entry('one', one), entry('uno', one), true],
  ['a renewed one', entry('one', one), entry('one', oneLater), true],
  ['one that is encoded otherwise', entry('one', one), entry('one', one).replace('TUlI', 'TUlI'), false],
])('whether nodes notice %s', (_, before, after, expected) =>
  expect(reachesNodes(compare(snapshotOfText(manifest(before)), snapshotOfText(manifest(after))))).toBe(expected))
