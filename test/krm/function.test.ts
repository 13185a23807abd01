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

test.each([
  'config.kubernetes.io/local-config',
  'internal.config.kubernetes.io/path',
  'kustomize.config.k8s.io/needs-hash',
  'kustomize.config.k8s.io/behavior',
  'argocd.argoproj.io/hook',
  'helm.sh/hook',
])('the annotation %s, by which the object would be lost, is refused', key => {
  const { code, err } = give(folder(), resourceList(functionConfig({ ...MAKES, annotations: { [key]: 'true' } })))
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`spec.annotations["${key}"] is an order to`) })
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
    ['longer than any name of a file', `${'x'.repeat(300)}.yaml`],
    ['below what is a file', 'certs/one.crt/x.yaml'],
  ])('it fills an object whose file, as a tool names it, is %s', (_, path) => {
    const metadata = { name: 'tkg-service-configuration', annotations: { 'config.kubernetes.io/path': path } }
    const { code, out, err } = give(folder(), resourceList(functionConfig(), [{ ...BASE, metadata }]))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(answerIn(out).items[0]?.metadata).toEqual(metadata)
  })

  const entry = (name: string, text: string) => ({ name, data: Buffer.from(text).toString('base64') })
  const lab = pem(certificate({ key: edKey('lab'), subject: 'Lab', serial: 7 }))
  const listing = (...additionalTrustedCAs: Json[]) => ({
    ...BASE,
    spec: { ...(BASE.spec as object), trust: { additionalTrustedCAs } },
  })
  const namesIn = (out: string) => JSON.stringify(answerIn(out).items[0]).match(/(?<="name":")[^"]+(?=","data)/g)

  test.each([
    ['is replaced where functionConfig says keepListed: false', { keepListed: false }, ['one', 'two'], 0, 'info'],
    ['is not replaced in silence', {}, ['lab'], 1, 'error'],
    ['unless the rule is told otherwise', { rules: { 'dropped-from-base': 'warning' } }, ['one', 'two'], 0, 'warning'],
  ])('what the object lists already %s', (_, spec, names, code, severity) => {
    const ran = give(folder(), resourceList(functionConfig(spec), [listing(entry('lab', lab))]))
    expect(ran.code).toBe(code)
    expect(namesIn(ran.out)).toEqual(names)
    const told = answerIn(ran.out).results.filter(({ tags }) => tags?.rule === 'dropped-from-base')
    expect(told).toEqual([expect.objectContaining({ severity, message: expect.stringContaining('lab, CN=Lab') })])
  })

  test.each<[string, Json[], string[]]>([
    ['beside the sources', [entry('lab', lab)], ['lab', 'one', 'two']],
    ['under the name that it has, though a file has another one', [entry('corp', pem(RSA_ROOT))], ['corp', 'two']],
    ['where there is nothing yet', [], ['one', 'two']],
    ['whatever its layout', [entry('lab', lab.replaceAll('\n', '\r\n'))], ['lab', 'one', 'two']],
  ])('with keepListed it stays: %s', (_, listed, names) => {
    const cwd = folder()
    const list = (there: Json) => give(cwd, resourceList(functionConfig({ keepListed: true }), [there]))
    const { code, out } = list(listing(...listed))
    expect({ code, results: answerIn(out).results }).toEqual({ code: 0, results: [] })
    expect(namesIn(out)).toEqual(names)
    expect(answerIn(list(answerIn(out).items[0] as Json).out).items).toEqual(answerIn(out).items)
  })

  test.each<[string, Json, RegExp]>([
    ['no certificate', entry('odd', 'x'), /entry odd: error: holds no certificate/],
    ['two', entry('bundle', pem(EC_ROOT) + lab), /entry bundle: error: holds several certificates/],
    [
      'one under no name of a node',
      entry('Corp Root', lab),
      /its name, Corp Root, has other characters \[entry-name\]/,
    ],
  ])('an entry with %s cannot be kept', (_, listed, message) => {
    const there = listing(listed)
    const { code, out, err } = give(folder(), resourceList(functionConfig({ keepListed: true }), [there]))
    expect(code).toBeGreaterThan(0)
    expect(err).toMatch(message)
    expect(answerIn(out).items).toEqual([there])
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
    ['no name', { metadata: { generateName: 'tks-' } }, /metadata\.name is none.*no namePrefix/s],
    [
      'an order to kustomize',
      {
        metadata: {
          name: 'tkg-service-configuration',
          annotations: { 'config.kubernetes.io/local-config': 'true', 'kustomize.config.k8s.io/needs-hash': 'true' },
        },
      },
      /local-config: kustomize would leave the object out.*needs-hash: kustomize would give the object another name/s,
    ],
    [
      'an order to Argo CD, whatever it says',
      { metadata: { name: 'tkg-service-configuration', annotations: { 'argocd.argoproj.io/hook': 'false' } } },
      /hook: Argo CD would not keep the object/,
    ],
    [
      'an order to Argo CD in the words of Helm',
      { metadata: { name: 'tkg-service-configuration', annotations: { 'helm.sh/hook': 'pre-install' } } },
      /helm\.sh\/hook: Argo CD would not keep the object/,
    ],
    [
      'an order to Argo CD',
      { metadata: { name: 'tkg-service-configuration', annotations: { 'argocd.argoproj.io/hook': 'PreSync' } } },
      /hook: Argo CD would not keep the object/,
    ],
  ])('an object with %s is refused', (_, change, message) => {
    const there = { ...BASE, ...change }
    const { code, out, err } = give(folder(), resourceList(functionConfig(), [there]))
    expect(code).toBeGreaterThan(0)
    expect(err).toMatch(message)
    expect(answerIn(out).items).toEqual([there])
  })

  test('a password is hidden where the two differ, and warned of where it is in the object', () => {
    const proxy = { httpProxy: 'http://u:SECRET@p:1', httpsProxy: 'http://u:SECRET@p:1', noProxy: ['a'] }
    const there = { ...BASE, spec: { defaultCNI: 'antrea', proxy } }
    const other = { ...proxy, httpProxy: 'http://v:SECRET@q:1' }
    const differing = { ...MAKES, spec: { ...MAKES.spec, proxy: other } }
    const refused = give(folder(), resourceList(functionConfig(differing), [there]))
    expect(refused.err).toContain('says spec.proxy.httpProxy: "http://...@q:1"')
    expect(refused.err + JSON.stringify(answerIn(refused.out).results)).not.toContain('SECRET')
    const filled = give(folder(), resourceList(functionConfig(), [there]))
    expect({ code: filled.code, rules: answerIn(filled.out).results.map(({ tags }) => tags?.rule) }).toEqual({
      code: 0,
      rules: ['proxy-credentials', 'proxy-credentials'],
    })
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
    expect(answerIn(out).results.map(({ severity }) => severity)).toEqual(['info', 'error', 'info'])
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
