import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Json } from '../../src/model.ts'
import { certificate, pem } from '../support/certificates.ts'
import { tksTrust } from '../support/cli.ts'
import { rendered } from '../support/cmp-server.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { edKey, rsaKey } from '../support/keys.ts'
import { objectsIn, violationsOfKind } from '../support/kinds.ts'
import { manifestOf } from '../support/manifest.ts'
import { EXAMPLES } from '../support/rendering.ts'
import { EC_ROOT, RSA_ROOT } from '../support/roots.ts'

const CERTS = { 'certs/one.crt': pem(RSA_ROOT), 'certs/two.crt': pem(EC_ROOT) }
const DEAD = pem(certificate({ key: edKey('dead'), subject: 'Dead', serial: 9, notAfter: '2026-01-01' }))
const V3 = { apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } } as const

const config = (outputs: readonly Json[], more: object = {}): string =>
  stringify({ sources: ['certs/*'], outputs, ...more })

const JSON_CONFIG = JSON.stringify({ sources: ['certs/**/*'], outputs: [{ path: 'tks.yaml', ...V3 }] })

/** Two Supervisors in one repository, which are told apart by the CAs that they trust. */
const SUPERVISORS = {
  ...CERTS,
  'trust.config.yaml': config([
    { path: 'prod/tks.yaml', include: ['certs/one.crt'], ...V3 },
    { path: 'lab/tks.yaml', include: ['certs/two.crt'], ...V3 },
  ]),
}

const committed = (folder: string, args: readonly string[] = []): string => {
  const { code, out, err } = tksTrust(folder, ['generate', '--stdout', ...args])
  expect(code, err).toBe(0)
  return out
}

const namesIn = (text: string): readonly string[] => text.match(/(?<=^ +- name: ).*$/gm) ?? []

describe('standard output has what generate would commit, and nothing else', () => {
  test.each([
    ['the example', join(EXAMPLES, 'argocd-plugin/app')],
    ['the example that commits its manifest', join(EXAMPLES, 'argocd')],
  ])('%s', (_, folder) => {
    const { code, out } = rendered(folder)
    expect(code).toBe(0)
    expect(out).toBe(committed(folder))
    const [object] = objectsIn(out)
    expect(objectsIn(out)).toHaveLength(1)
    expect(violationsOfKind(object)).toEqual([])
  })

  test.each(['trust.config.yaml', 'trust.config.yml', 'trust.config.json'])('a configuration called %s', name => {
    const folder = folderWith({ ...CERTS, [name]: name.endsWith('json') ? JSON_CONFIG : YAML_CONFIG })
    expect(rendered(folder)).toMatchObject({ code: 0, out: committed(folder) })
  })

  test('a base keeps all that it says besides, though it ends within a line', () => {
    const spec =
      'spec:\n  defaultCNI: antrea\n  proxy: { httpProxy: "http://a:1", httpsProxy: "http://a:1", noProxy: [10.0.0.0/8] }\n'
    const folder = folderWith({
      ...CERTS,
      'base.yaml': `apiVersion: ${V3.apiVersion}\nkind: TkgServiceConfiguration\n${spec}metadata:\n  name: tkg-service-configuration`,
      'trust.config.yaml': config([{ path: 'tks.yaml', base: 'base.yaml' }]),
    })
    const { code, out } = rendered(folder)
    expect({ code, end: out.at(-1) }).toEqual({ code: 0, end: '\n' })
    expect(objectsIn(out)).toEqual(objectsIn(committed(folder)))
    expect(objectsIn(out)).toMatchObject([{ spec: { proxy: { httpProxy: 'http://a:1' } } }])
  })

  test('of the folder of an application that is not the root of the repository', () => {
    const other = { 'apps/trust/certs/one.crt': pem(RSA_ROOT), 'apps/trust/trust.config.yaml': YAML_CONFIG }
    const folder = folderWith({ ...SUPERVISORS, ...other })
    const { code, out } = rendered(folder, { path: 'apps/trust' })
    expect({ code, names: namesIn(out) }).toEqual({ code: 0, names: ['one'] })
  })
})

describe('an Application without parameters gets every output, however Argo CD says that there are none', () => {
  test.each([
    ['no variable, for no plugin section', {}],
    ['null, for a plugin section without parameters', { parameters: null }],
    ['an empty list', { parameters: [] }],
    [
      'what the UI leaves of values that were taken back',
      {
        parameters: [
          { name: 'config', string: '' },
          { name: 'outputs', array: [] },
        ],
      },
    ],
    ['a list of nothing', { parameters: [{ name: 'outputs', array: [''] }] }],
  ])('%s', (_, asked) => {
    const folder = folderWith({ ...CERTS, 'trust.config.yaml': YAML_CONFIG })
    const { code, out } = rendered(folder, asked)
    expect({ code, names: namesIn(out) }).toEqual({ code: 0, names: ['one', 'two'] })
  })
})

describe('the parameter outputs', () => {
  test.each([
    ['prod/tks.yaml', 'one'],
    ['lab/tks.yaml', 'two'],
  ])('selects %s', (output, name) => {
    const { code, out, err } = rendered(folderWith(SUPERVISORS), {
      parameters: [{ name: 'outputs', array: [output] }],
    })
    expect({ code, names: namesIn(out) }).toEqual({ code: 0, names: [name] })
    expect(err).toBe(`${output}: rendered for supervisor-trust at 01234567, 1 certificate\n`)
  })

  test('an output that is named twice is printed once', () => {
    const { out } = rendered(folderWith(SUPERVISORS), {
      parameters: [{ name: 'outputs', array: ['lab/tks.yaml', 'lab/tks.yaml'] }],
    })
    expect(objectsIn(out)).toHaveLength(1)
  })

  test('without it two outputs that are one object to a cluster are refused, not applied one over the other', () => {
    const { code, out, err } = rendered(folderWith(SUPERVISORS))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(
      err,
    ).toBe(`parameter outputs: error: prod/tks.yaml and lab/tks.yaml are the same object to a cluster, TkgServiceConfiguration.run.tanzu.vmware.com tkg-service-configuration, and only the last would be applied
  fix: name the one of the Supervisor that the Application is for: { name: outputs, array: [prod/tks.yaml] }
nothing was rendered
`)
  })

  test('an error in a file that only another output has stops this one too, as in generate', () => {
    const folder = folderWith({ ...SUPERVISORS, 'certs/two.crt': 'x' })
    const { code, out, err } = rendered(folder, { parameters: [{ name: 'outputs', array: ['prod/tks.yaml'] }] })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('certs/two.crt:1\n  error    nothing in it is a certificate [no-certificate]\n')
  })
})

describe('the parameter config', () => {
  const files = {
    'trust.config.ts': 'throw new Error("loaded")\n',
    'prod/trust.config.yaml': YAML_CONFIG,
    'prod/certs/two.crt': pem(EC_ROOT),
    'certs/one.crt': pem(RSA_ROOT),
  }
  const asked = { path: 'supervisors', parameters: [{ name: 'config', string: 'prod/trust.config.yaml' }] }
  const under = (all: Readonly<Record<string, string>>) =>
    folderWith(Object.fromEntries(Object.entries(all).map(([path, text]) => [`supervisors/${path}`, text])))

  test('names a configuration in another folder, and paths start there, as with generate --config', () => {
    const folder = under(files)
    const { code, out } = rendered(folder, asked)
    expect({ code, names: namesIn(out) }).toEqual({ code: 0, names: ['two'] })
    expect(out).toBe(committed(join(folder, 'supervisors'), ['--config', 'prod/trust.config.yaml']))
  })

  test('and where something is wrong, the last line says where paths start', () => {
    const { code, out, err } = rendered(under({ ...files, 'prod/certs/bad.crt': 'x' }), asked)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^certs\/bad\.crt:1\n/)
    expect(err).toMatch(/\n1 error\nnothing was rendered; paths start at supervisors\/prod\n$/)
  })

  test('a mistake in the file itself is told by its path in the folder of the application', () => {
    const { code, err } = rendered(under({ ...files, 'prod/trust.config.yaml': 'a: [\n' }), asked)
    expect(code).toBe(2)
    expect(err).toMatch(/^prod\/trust\.config\.yaml:\d: error: not valid YAML or JSON/)
    expect(err).toMatch(/nothing was rendered; paths start at supervisors\n$/)
  })

  test('a file outside of the folder of that configuration is not read, though it is in the application', () => {
    const outside = YAML_CONFIG.replace('certs/**/*', '../certs/*')
    const { code, err } = rendered(under({ ...files, 'prod/trust.config.yaml': outside }), asked)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('trust.config.yaml:1: error: sources[0]') })
  })
})

describe('standard error has the talk, which the log of the sidecar keeps', () => {
  test('what is rendered, for whom, of which commit', () => {
    expect(rendered(join(EXAMPLES, 'argocd-plugin/app')).err).toBe(
      'tks.yaml: rendered for supervisor-trust at 01234567, 2 certificates\n',
    )
  })

  test('and no more than that where Argo CD has not said it', () => {
    const env = { ARGOCD_APP_NAME: undefined, ARGOCD_APP_REVISION: undefined }
    expect(rendered(join(EXAMPLES, 'argocd-plugin/app'), { env }).err).toBe('tks.yaml: rendered, 2 certificates\n')
  })

  test('warnings and notes, before it', () => {
    const folder = folderWith({ ...CERTS, 'certs/again.crt': pem(RSA_ROOT), 'trust.config.yaml': YAML_CONFIG })
    const { code, err } = rendered(folder)
    expect(code).toBe(0)
    expect(err).toMatch(/ {2}warning {2}.*\[duplicate-certificate\]\n.*\n2 warnings\ntks\.yaml: rendered/s)
  })
})

describe('a CA that only the base lists', () => {
  const old = pem(certificate({ key: edKey('old base'), subject: 'Old' }))
  const base = manifestOf([['old', Buffer.from(old).toString('base64')]], { spec: ['defaultCNI: antrea'] })
  const onBase = "sources: ['certs/**/*']\noutputs: [{ path: tks.yaml, base: base.yaml }]\n"
  test('is not dropped, where nobody sees it, but by a rule that says so', () => {
    const folder = folderWith({ ...CERTS, 'base.yaml': base, 'trust.config.yaml': onBase })
    const { code, out, err } = rendered(folder)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/old, CN=Old, .* is only in the base, and is dropped \[dropped-from-base\]/)
    writeFileSync(join(folder, 'trust.config.yaml'), `${onBase}rules: { dropped-from-base: warning }\n`)
    expect(namesIn(rendered(folder).out)).toEqual(['one', 'two'])
  })
  test('is not dropped where the base is the output itself', () => {
    const inPlace = onBase.replace('path: tks.yaml', 'path: base.yaml')
    const { code, out, err } = rendered(folderWith({ ...CERTS, 'base.yaml': base, 'trust.config.yaml': inPlace }))
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/old, CN=Old.*\[dropped-from-base\]/)
  })
})

describe('a day that has passed makes no sync fail', () => {
  const files = { ...CERTS, 'certs/dead.crt': DEAD, 'trust.config.yaml': YAML_CONFIG }

  test('a CA that has expired is a warning, where generate before a commit has an error', () => {
    const folder = folderWith(files)
    const { code, out, err } = rendered(folder)
    expect({ code, names: namesIn(out) }).toEqual({ code: 0, names: ['dead', 'one', 'two'] })
    expect(err).toMatch(/certs\/dead\.crt:1\n {2}warning {2}.*expired.* \[expired\]/)
    expect(tksTrust(folder, ['generate', '--stdout'])).toMatchObject({ code: 1, out: '' })
  })

  test('a waiver that has lapsed holds, with a warning, where generate has an error', () => {
    const weak = certificate({ key: rsaKey('lapsed', 1024), subject: 'Weak' })
    const certificateId = createHash('sha256').update(weak).digest('hex')
    const waiver = `rule: small-rsa-key, certificate: ${certificateId}, reason: lab, owner: me, until: '2026-06-14'`
    const folder = folderWith({
      ...CERTS,
      'certs/weak.crt': pem(weak),
      'trust.config.yaml': `${YAML_CONFIG}waivers: [{ ${waiver} }]\n`,
    })
    const { code, out, err } = rendered(folder)
    expect({ code, names: namesIn(out) }).toEqual({ code: 0, names: ['one', 'two', 'weak'] })
    expect(err).toContain('waivers[0] lapsed after 2026-06-14')
    expect(tksTrust(folder, ['generate', '--stdout'])).toMatchObject({ code: 1, out: '' })
  })

  test('nor does one beside a manifest that does not list the CA: of what was committed long ago nobody knows when', () => {
    const folder = folderWith({ ...CERTS, 'trust.config.yaml': YAML_CONFIG })
    expect(tksTrust(folder, ['generate']).code).toBe(0)
    writeFileSync(join(folder, 'certs/dead.crt'), DEAD)
    const { code, out, err } = rendered(folder)
    expect({ code, names: namesIn(out) }).toEqual({ code: 0, names: ['dead', 'one', 'two'] })
    expect(err).toMatch(/warning {2}.*expired.* \[expired\]/)
    expect(tksTrust(folder, ['check']).err).toContain('is new to tks.yaml [expired]')
  })
})
