import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Json } from '../../src/model.ts'
import { certificate, pem } from '../support/certificates.ts'
import { tksTrust, tksTrustKrm } from '../support/cli.ts'
import { folderWith } from '../support/folder.ts'
import { edKey } from '../support/keys.ts'
import { answerIn, BASE, functionConfig, MAKES, resourceList } from '../support/resource-list.ts'
import { EC_ROOT, RSA_ROOT } from '../support/roots.ts'

const folder = (more = {}) => folderWith({ 'certs/one.crt': pem(RSA_ROOT), 'certs/two.crt': pem(EC_ROOT), ...more })
const give = (cwd: string, input: string) => tksTrustKrm(cwd, [], { input })

/** What `generate` commits for the same configuration. */
function committed(cwd: string, output: { readonly [key: string]: Json } = MAKES): unknown {
  const config = join(cwd, 'committed.json')
  const outputs = [{ path: 'tks.yaml', ...output }]
  const files = { 'committed.json': JSON.stringify({ sources: ['certs/*'], outputs }) }
  const other = folderWith({ ...files, 'certs/one.crt': pem(RSA_ROOT), 'certs/two.crt': pem(EC_ROOT) })
  const { code, err } = tksTrust(other, ['generate', '--config', 'committed.json'])
  expect(code, `${config}: ${err}`).toBe(0)
  return load(readFileSync(join(other, 'tks.yaml'), 'utf8'))
}

const ALL = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' }, data: { mode: '0644' } }

describe('as a generator', () => {
  test('it makes what generate would commit, behind what is there', () => {
    const cwd = folder()
    const { code, out, err } = give(cwd, resourceList(functionConfig(MAKES), [functionConfig(MAKES), ALL]))
    const { items, results } = answerIn(out)
    expect({ code, err, results }).toEqual({ code: 0, err: '', results: [] })
    expect(items.slice(0, 2)).toEqual([functionConfig(MAKES), ALL])
    const { metadata, ...made } = { metadata: {}, ...items[2] }
    const { metadata: _, ...wanted } = committed(cwd) as Record<string, unknown>
    expect(made).toEqual(wanted)
    expect(metadata).toEqual({
      name: 'tkg-service-configuration',
      annotations: {
        'config.kubernetes.io/path': 'tks.yaml',
        'internal.config.kubernetes.io/path': 'tks.yaml',
        'config.kubernetes.io/index': '0',
        'internal.config.kubernetes.io/index': '0',
      },
    })
  })

  test('it names no file where the package has that file already', () => {
    const other = { ...ALL, metadata: { name: 'other', annotations: { 'config.kubernetes.io/path': 'tks.yaml' } } }
    const { out } = give(folder(), resourceList(functionConfig(MAKES), [other]))
    expect(answerIn(out).items[1]?.metadata).toEqual({ name: 'tkg-service-configuration' })
  })

  test('annotations of gitops, labels and comments hold as in an output', () => {
    const spec = { ...MAKES, gitops: ['argocd'], labels: { team: 'platform' }, comments: false }
    const { out } = give(folder(), stringify(load(resourceList(functionConfig(spec)))))
    expect(out).not.toContain('SHA-256')
    expect(answerIn(out).items[0]?.metadata).toMatchObject({
      labels: { team: 'platform' },
      annotations: { 'argocd.argoproj.io/sync-options': expect.stringContaining('Prune=false') },
    })
  })
})

describe('as a transformer', () => {
  test('it fills the object that is there, and keeps everything else of it', () => {
    const cwd = folder()
    const before = { ...BASE, metadata: { name: 'tkg-service-configuration', labels: { a: 'b' } } }
    const { code, out } = give(cwd, resourceList(functionConfig(), [ALL, before, functionConfig({}, 'another')]))
    const { trust } = (committed(cwd) as { spec: { trust: unknown } }).spec
    expect(code).toBe(0)
    expect(answerIn(out).items).toEqual([
      ALL,
      { ...before, spec: { ...(BASE.spec as object), trust } },
      functionConfig({}, 'another'),
    ])
  })

  test.each([
    ['replaced', {}, ['one', 'two'], ['dropped-from-base']],
    ['kept where functionConfig says keepListed', { keepListed: true }, ['lab', 'one', 'two'], []],
  ])('what the object lists already is %s', (_, spec, names, rules) => {
    const lab = certificate({ key: edKey('lab'), subject: 'Lab', serial: 7 })
    const list = [{ name: 'lab', data: Buffer.from(pem(lab)).toString('base64') }]
    const there = { ...BASE, spec: { ...(BASE.spec as object), trust: { additionalTrustedCAs: list } } }
    const { out } = give(folder(), resourceList(functionConfig(spec), [there]))
    const { items, results } = answerIn(out)
    expect(JSON.stringify(items[0]).match(/(?<="name":")\w+(?=","data)/g)).toEqual(names)
    expect(results.map(({ tags }) => tags?.rule)).toEqual(rules)
  })

  test('what functionConfig says besides may repeat the object', () => {
    const spec = { apiVersion: BASE.apiVersion ?? '', spec: { defaultCNI: 'calico' } }
    expect(give(folder(), resourceList(functionConfig(spec), [BASE])).code).toBe(0)
  })

  test('and everything that it says differently is an error', () => {
    const spec = { ...MAKES, apiVersion: 'run.tanzu.vmware.com/v1alpha2', gitops: ['flux'] }
    const { code, out, err } = give(folder(), resourceList(functionConfig(spec), [BASE]))
    expect(code).toBe(2)
    expect(err).toMatch(/says apiVersion: ".*v1alpha2", and .* has ".*v1alpha3"/)
    expect(err).toContain(
      'says spec.defaultCNI: "antrea", and TkgServiceConfiguration/tkg-service-configuration has "calico"',
    )
    expect(err).toMatch(/says metadata\.annotations\.kustomize.*prune: "disabled", and .* has none/)
    expect(answerIn(out).items).toEqual([BASE])
  })

  test.each([
    [
      'another name',
      { metadata: { name: 'prod-tkg-service-configuration' } },
      /metadata\.name is "prod-tkg.*no namePrefix/s,
    ],
    [
      'a spec with a fault',
      { spec: { defaultCNI: 'calico', proxy: { httpProxy: 'http://a:1' } } },
      /httpsProxy is missing/,
    ],
    ['a status', { status: {}, extra: 1 }, /extra is not a known key/],
  ])('an object with %s is refused', (_, change, message) => {
    const there = { ...BASE, ...change }
    const { code, out, err } = give(folder(), resourceList(functionConfig(), [there]))
    expect(code).toBeGreaterThan(0)
    expect(err).toMatch(message)
    expect(answerIn(out).items).toEqual([there])
  })

  test('a namespace, as kustomize and targetNamespace put it there, is a warning', () => {
    const there = { ...BASE, metadata: { name: 'tkg-service-configuration', namespace: 'flux-system' } }
    const { code, out } = give(folder(), resourceList(functionConfig(), [there]))
    expect(code).toBe(0)
    expect(answerIn(out).results).toMatchObject([{ severity: 'warning', tags: { rule: 'stray-namespace' } }])
  })

  test('two objects of the kind are an error', () => {
    const { code, err } = give(folder(), resourceList(functionConfig(), [BASE, BASE]))
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining('2 objects are a TkgServiceConfiguration'),
    })
  })
})

describe('objects that are not its own come out as they came in', () => {
  const TEXT = `apiVersion: v1
kind: Odd
metadata:
  name: odd
  # a comment
spec:
  mode: 0644
  version: 1.10
  large: 12345678901234567890
  word: yes
  nothing:
  tilde: ~
  day: 2020-01-01
  binary: !!binary aGVs
  quoted: "0123"
  flow: {a: [1, 2]}
  block: |-
    a
     b
`
  test.each([
    [
      'under a function',
      `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- ${TEXT.trimEnd().replaceAll('\n', '\n  ')}\n`,
    ],
    [
      'and under its older apiVersion',
      `---\nkind: ResourceList\napiVersion: config.kubernetes.io/v1beta1\nitems:\n- ${TEXT.trimEnd().replaceAll('\n', '\n  ')}\n`,
    ],
  ])('%s', (_, list) => {
    const { code, out } = give(folder(), `${list}functionConfig: ${JSON.stringify(functionConfig(MAKES))}\n`)
    expect(code).toBe(0)
    const lines = out.split('\n').map(line => line.trim())
    for (const line of TEXT.split('\n'))
      expect(lines.map(text => text.replace(/^- /, '').replace('{ a: [ 1, 2 ] }', '{a: [1, 2]}'))).toContain(
        line.trim(),
      )
    expect(out).toContain(list.includes('v1beta1') ? 'config.kubernetes.io/v1beta1' : 'config.kubernetes.io/v1')
  })

  test('in JSON the answer is JSON', () => {
    const { out } = give(
      folder({ 'certs/note.crt': `a text\n${pem(RSA_ROOT)}` }),
      resourceList(functionConfig(MAKES), [ALL]),
    )
    const answer: unknown = JSON.parse(out)
    expect(answer).toMatchObject({ items: [ALL, { kind: 'TkgServiceConfiguration' }], results: expect.any(Array) })
  })

  test('results that are there already stay', () => {
    const results = [{ message: 'an earlier one', severity: 'info' }]
    const { out } = give(folder({ 'certs/x.crt': 'x' }), resourceList(functionConfig(MAKES), [], { results }))
    expect(answerIn(out).results.map(({ severity }) => severity)).toEqual(['info', 'error'])
  })
})

test('a base in JSON is filled', () => {
  const { code, out } = give(folder(), resourceList(functionConfig(), [BASE]))
  const answer: unknown = JSON.parse(out)
  expect(code).toBe(0)
  expect(answer).toMatchObject({
    items: [{ spec: { defaultCNI: 'calico', trust: { additionalTrustedCAs: [{ name: 'one' }, { name: 'two' }] } } }],
  })
})
