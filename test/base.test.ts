import { describe, expect, test } from 'vitest'
import { build } from '../src/index.ts'
import { RunError } from '../src/run-error.ts'
import { buildFolder, placesOf, textOf } from './support/build-in-memory.ts'
import { folderWith } from './support/folder.ts'
import { RSA_ROOT } from './support/roots.ts'

const config = { sources: ['certs/*'], outputs: [{ path: 'tks.yaml', base: 'base.yaml', comments: false }] }
const head =
  'apiVersion: run.tanzu.vmware.com/v1alpha3\nkind: TkgServiceConfiguration\nmetadata: { name: tkg-service-configuration }\n'
const on = async (base: string) => textOf(await buildFolder({ 'certs/a.crt': RSA_ROOT, 'base.yaml': base }, config))
/** The written list, with the data made short. */
const short = (text: string) => text.replace(/data: LS0.*/g, 'data: ...')

describe('a base keeps everything but its list', () => {
  test.each([
    [
      'with entries and comments around them',
      '# top\n\nspec:\n  defaultCNI: antrea # why\n  trust: # t\n    # above\n    additionalTrustedCAs: # beside\n      # of the old one\n      - name: old\n        data: AAAA\n  # below\n  proxy: {httpProxy: http://a, httpsProxy: http://a,   noProxy: [a]}\n# end\n',
      '# top\n\nspec:\n  defaultCNI: antrea # why\n  trust: # t\n    # above\n    additionalTrustedCAs: # beside\n      - name: a\n        data: ...\n  # below\n  proxy: {httpProxy: http://a, httpsProxy: http://a,   noProxy: [a]}\n# end\n',
    ],
    [
      'with entries that are not indented',
      'spec:\n  trust:\n    additionalTrustedCAs:\n    - name: old\n      data: AAAA\n  defaultCNI: antrea\n',
      'spec:\n  trust:\n    additionalTrustedCAs:\n      - name: a\n        data: ...\n  defaultCNI: antrea\n',
    ],
    [
      'with an empty list',
      'spec:\n  trust:\n    additionalTrustedCAs: []\n  defaultCNI: antrea\n',
      'spec:\n  trust:\n    additionalTrustedCAs:\n      - name: a\n        data: ...\n  defaultCNI: antrea\n',
    ],
    [
      'with an empty trust',
      'spec:\n  trust: {}\n  defaultCNI: antrea\n',
      'spec:\n  trust:\n    additionalTrustedCAs:\n      - name: a\n        data: ...\n  defaultCNI: antrea\n',
    ],
    [
      'without trust',
      'spec:\n    defaultCNI: antrea # why\n\n# end\n',
      'spec:\n    defaultCNI: antrea # why\n    trust:\n      additionalTrustedCAs:\n        - name: a\n          data: ...\n\n# end\n',
    ],
    [
      'with comments below what is there, which stay with it',
      'spec:\n  defaultCNI: antrea\n\n  # proxy: not yet\n    #   httpProxy: a\n\n  # see ticket 1\n# end\nstatus: {}\n',
      'spec:\n  defaultCNI: antrea\n\n  # proxy: not yet\n    #   httpProxy: a\n\n  # see ticket 1\n\n  trust:\n    additionalTrustedCAs:\n      - name: a\n        data: ...\n# end\nstatus: {}\n',
    ],
    [
      'with a comment below what is there, without a final line break',
      'spec:\n  defaultCNI: antrea\n  # see ticket 1',
      'spec:\n  defaultCNI: antrea\n  # see ticket 1\n\n  trust:\n    additionalTrustedCAs:\n      - name: a\n        data: ...\n',
    ],
    [
      'without a final line break',
      'spec:\n  defaultCNI: antrea',
      'spec:\n  defaultCNI: antrea\n  trust:\n    additionalTrustedCAs:\n      - name: a\n        data: ...\n',
    ],
    [
      'with CRLF, which become LF',
      'spec:\r\n  defaultCNI: antrea\r\n',
      'spec:\n  defaultCNI: antrea\n  trust:\n    additionalTrustedCAs:\n      - name: a\n        data: ...\n',
    ],
    [
      'with a comment behind the last entry, as deep as its fields',
      'spec:\n  defaultCNI: antrea\n  trust:\n    additionalTrustedCAs:\n      - name: foo\n        data: AAAA\n        # inner\n  defaultNodeDrainTimeout: 5m\n# about status\nstatus: {}\n',
      'spec:\n  defaultCNI: antrea\n  trust:\n    additionalTrustedCAs:\n      - name: a\n        data: ...\n        # inner\n  defaultNodeDrainTimeout: 5m\n# about status\nstatus: {}\n',
    ],
    [
      'with a comment behind an empty list',
      'spec:\n  defaultCNI: antrea\n  trust:\n    additionalTrustedCAs: [] # see ticket 1\n',
      'spec:\n  defaultCNI: antrea\n  trust:\n    additionalTrustedCAs: # see ticket 1\n      - name: a\n        data: ...\n',
    ],
    [
      'with a comment behind an empty trust',
      'spec:\n  defaultCNI: antrea\n  trust: # see ticket 1\n',
      'spec:\n  defaultCNI: antrea\n  trust: # see ticket 1\n    additionalTrustedCAs:\n      - name: a\n        data: ...\n',
    ],
    [
      'with a block scalar in the list',
      'spec:\n  trust:\n    additionalTrustedCAs:\n      - name: old\n        data: |\n          AAAA\n          BBBB\n  defaultCNI: antrea\n',
      'spec:\n  trust:\n    additionalTrustedCAs:\n      - name: a\n        data: ...\n  defaultCNI: antrea\n',
    ],
  ])('%s', async (_, base, expected) => expect(short(await on(head + base))).toBe(head + expected))

  test('and may be the output itself', async () => {
    const own = { sources: ['certs/*'], outputs: [{ path: 'tks.yaml', base: 'tks.yaml' }] }
    const first = textOf(
      await buildFolder({ 'certs/a.crt': RSA_ROOT, 'tks.yaml': `${head}spec:\n  defaultCNI: antrea\n` }, own),
    )
    expect(textOf(await buildFolder({ 'certs/a.crt': RSA_ROOT, 'tks.yaml': first }, own))).toBe(first)
  })
})

test('a base that is not UTF-8 is refused, for it would come back changed', async () => {
  const folder = folderWith({
    'certs/a.crt': RSA_ROOT,
    'base.yaml': Buffer.from(`# Müller\n${head}spec:\n  defaultCNI: antrea\n`, 'latin1'),
  })
  await expect(build(config, { root: folder })).rejects.toThrow(/not UTF-8/)
})

describe('a base is refused', () => {
  test.each([
    ['that is not there', undefined, /the base is missing/],
    ['that is not YAML', '{', /not one YAML document/],
    ['of two documents', `${head}spec: { defaultCNI: antrea }\n---\n${head}`, /not one YAML document/],
    ['of another kind', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: b\n', /apiVersion v1 is not one of/],
    [
      'of another name',
      `${head.replace('tkg-service-configuration }', 'other }')}spec:\n  defaultCNI: antrea\n`,
      /metadata.name must be tkg-service-configuration/,
    ],
    [
      'in flow style',
      `{apiVersion: run.tanzu.vmware.com/v1alpha3, kind: TkgServiceConfiguration, metadata: {name: tkg-service-configuration}, spec: {defaultCNI: antrea}}\n`,
      /block style/,
    ],
    [
      'with an anchor in the list that is used outside of it',
      `${head}spec:\n  defaultCNI: antrea\n  trust:\n    additionalTrustedCAs:\n      - name: &n foo\n        data: AAAA\n  proxy: { httpProxy: http://a, httpsProxy: http://a, noProxy: [*n] }\n`,
      /without anchors/,
    ],
    [
      'with a private key in it',
      `${head}spec:\n  defaultCNI: antrea\nstatus:\n  key: MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC7\n`,
      /private key/,
    ],
    [
      'of a version that only JavaScript knows',
      head.replace(/run.*alpha3/, 'constructor'),
      /apiVersion constructor is not one of/,
    ],
    ...[
      ['argocd.argoproj.io/hook', 'Sync'],
      ['helm.sh/hook', 'false'],
      ['config.kubernetes.io/local-config', "'true'"],
    ].map(([key = '', value]): [string, string, RegExp] => [
      `that has the annotation ${key}`,
      `${head.replace('configuration }', `configuration, annotations: { ${key}: ${value} } }`)}spec:\n  defaultCNI: antrea\n`,
      new RegExp(`has the annotation ${key}: (?:Argo CD|kustomize) would`),
    ]),
    [
      'whose names are no Unicode',
      `${head}spec:\n  defaultCNI: antrea\n"\\ud800": 1\n`,
      /JSON does not have|not one YAML document/,
    ],
  ])('%s', async (_, base, said) => {
    const folder = { 'certs/a.crt': RSA_ROOT, ...(base !== undefined && { 'base.yaml': base }) }
    const error = await buildFolder(folder, config).then(
      () => undefined,
      reason => reason,
    )
    expect(error).toBeInstanceOf(RunError)
    const problems =
      error instanceof RunError
        ? error.problems.map(({ where, message, fix }) => `${where} ${message} ${fix ?? ''}`).join('\n')
        : ''
    expect(problems).toMatch(said)
    expect(problems).toContain('base.yaml')
  })
})

describe('a spec that the Supervisor cannot work with is an error of its base', () => {
  test.each([
    ['without a CNI', `${head}spec:\n  trust:\n    additionalTrustedCAs: []\n`, /spec.defaultCNI is missing/],
    [
      'with a field that the kind does not have',
      `${head}spec:\n  defaultCNI: antrea\n  turst: {}\n`,
      /spec.turst is not a known key/,
    ],
    [
      'with a proxy through https',
      `${head}spec:\n  defaultCNI: antrea\n  proxy: { httpProxy: https://a, httpsProxy: http://a, noProxy: [] }\n`,
      /spec.proxy.httpProxy must be http:\/\/ and a host/,
    ],
  ])('%s', async (_, base, said) => {
    const { findings, outputs } = await buildFolder({ 'certs/a.crt': RSA_ROOT, 'base.yaml': base }, config)
    expect(placesOf(findings)).toEqual(['error spec-fault base.yaml'])
    expect(findings[0]?.message).toMatch(said)
    expect(outputs).toEqual([])
  })
})
