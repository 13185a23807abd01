import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SCHEMAS } from '../../src/targets/tkg-service-configuration/schema.ts'
import { violations } from '../../src/validate.ts'
import { buildFolder, textOf } from '../support/build-in-memory.ts'

const read = (path: string) => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url))
const group = 'run.tanzu.vmware.com'

test("the article's certificate gives the article's manifest, in every field", async () => {
  const config = {
    sources: ['*'],
    outputs: [{ path: 'tks.yaml', apiVersion: `${group}/v1alpha1` as const, spec: { defaultCNI: 'antrea' as const } }],
  }
  const day = new Date('2021-06-01')
  const built = await buildFolder({ 'harbor-ca.crt': read('authorities/harbor-ca.crt') }, config, day)
  expect(parse(textOf(built))).toEqual(parse(read('article/tks.yaml').toString()))
})

test('every entry of a manifest is as the schema has it, of which a run looks at the first', async () => {
  const folder = new URL('../../fixtures/authorities/', import.meta.url)
  const files = Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(new URL(name, folder))]))
  const config = {
    sources: ['*'],
    outputs: [{ path: 'tks.yaml', apiVersion: `${group}/v1alpha3` as const, spec: { defaultCNI: 'antrea' as const } }],
  }
  const manifest: unknown = parse(textOf(await buildFolder(files, config, new Date('2021-06-01'))))
  expect(manifest).toHaveProperty('spec.trust.additionalTrustedCAs.1.name')
  expect(violations(manifest, SCHEMAS[`${group}/v1alpha3`] ?? {})).toEqual([])
})

const proxy = { httpProxy: 'http://a:1', httpsProxy: 'http://a:1', noProxy: ['10.0.0.0/8'] }
const object = (version: string, spec: object) => ({
  apiVersion: `${group}/${version}`,
  kind: 'TkgServiceConfiguration',
  metadata: { name: 'tkg-service-configuration' },
  spec,
})
const faults = (version: string, spec: object) =>
  violations(object(version, spec), SCHEMAS[`${group}/${version}`] ?? {}).map(({ keyword }) => keyword)

describe('the schema of the kind', () => {
  test.each([
    ['v1alpha1', { defaultCNI: 'antrea' }],
    ['v1alpha1', { defaultCNI: 'calico', proxy }],
    ['v1alpha2', { defaultCNI: 'antrea-nsx-routed', defaultNodeDrainTimeout: '1m30s' }],
    ['v1alpha3', { defaultCNI: 'antrea', trust: { additionalTrustedCAs: [{ name: 'a', data: 'AA==' }] } }],
  ])('%s allows %j', (version, spec) => expect(faults(version, spec)).toEqual([]))

  test.each([
    ['v1alpha1', { defaultCNI: 'antrea-nsx-routed' }, 'enum'],
    ['v1alpha1', { defaultCNI: 'antrea', defaultNodeDrainTimeout: '0s' }, 'false'],
    ['v1alpha3', {}, 'required'],
    ['v1alpha3', { defaultCNI: 'flannel' }, 'enum'],
    ['v1alpha3', { defaultCNI: 'antrea', defaultNodeDrainTimeout: '5 minutes' }, 'pattern'],
    ['v1alpha3', { defaultCNI: 'antrea', proxy: { httpProxy: 'http://a' } }, 'required'],
    ['v1alpha3', { defaultCNI: 'antrea', proxy: { ...proxy, httpsProxy: 'https://a' } }, 'pattern'],
    ['v1alpha3', { defaultCNI: 'antrea', trust: { additionalTrustedCAs: [{ name: 'a b', data: 'AA==' }] } }, 'pattern'],
    ['v1alpha3', { defaultCNI: 'antrea', trust: { additionalTrustedCAs: [{ name: 'a', data: 'AA==\n' }] } }, 'pattern'],
    ['v1alpha3', { defaultCNI: 'antrea', trust: { additionalTrustedCAs: [{ name: 'a' }] } }, 'required'],
  ])('%s refuses %j', (version, spec, keyword) => expect(faults(version, spec)).toContain(keyword))
})
