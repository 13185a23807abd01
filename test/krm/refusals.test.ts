import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/krm/program.ts'
import type { Json } from '../../src/model.ts'
import { pem } from '../support/certificates.ts'
import { KRM, tksTrustKrm } from '../support/cli.ts'
import { folderWith } from '../support/folder.ts'
import { processOf } from '../support/process.ts'
import { answerIn, BASE, functionConfig, MAKES, resourceList } from '../support/resource-list.ts'
import { RSA_ROOT } from '../support/roots.ts'

const folder = (more = {}) => folderWith({ 'certs/one.crt': pem(RSA_ROOT), ...more })
const OTHER = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' } }

describe('what is on standard input is refused, with a list on standard output that holds the reason', () => {
  test.each([
    ['nothing', '', 'is empty'],
    ['a blank line', '\n', 'is empty'],
    ['text that is not YAML', 'a: [', 'is not YAML'],
    ['octets that are not UTF-8', Buffer.from([0x61, 0xff, 0xfe]), 'is not UTF-8'],
    ['an object of another kind', 'kind: ConfigMap\n', 'is not one ResourceList'],
    [
      'a stream of two',
      'kind: ResourceList\nitems: []\n---\nkind: ResourceList\nitems: []\n',
      'is not one ResourceList',
    ],
    ['items that are a map', 'kind: ResourceList\nitems: {}\n', 'has items that are not a list'],
    ['results that are a map', '{"kind":"ResourceList","items":[],"results":{}}', 'has results that are not a list'],
    ['results that are a text', 'kind: ResourceList\nitems: []\nresults: x\n', 'has results that are not a list'],
    [
      'an alias of nothing, in flow style',
      JSON.stringify({ kind: 'ResourceList', items: [], functionConfig: functionConfig(MAKES) }).replace(
        '{',
        '{"x":*y,',
      ),
      'cannot be written again: Unresolved alias',
    ],
    ['lists in lists without end', `kind: ResourceList\nitems: ${'['.repeat(100_000)}`, 'is nested too deeply'],
    [
      'maps in maps, in one line',
      `kind: ResourceList\nitems: [${'{a: '.repeat(800)}1${'}'.repeat(800)}]`,
      'is nested too deeply',
    ],
    ['an item that is a text', 'kind: ResourceList\nitems: [a]\n', 'has an item that is not an object'],
  ])('%s', (_, input, message) => {
    const { code, out, err } = tksTrustKrm(folder(), [], { input })
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`standard input: error: ${message}`) })
    expect(answerIn(out)).toMatchObject({ items: [], results: [{ severity: 'error' }] })
  })
})

test.each([
  '',
  'items:\n',
  'items: null\n',
  'items: ~\n',
  'items: []\n',
])('who asks for the items of an answer finds a list, though there was "%s"', items => {
  const { code, out } = tksTrustKrm(folder(), [], { input: `kind: ResourceList\n${items}` })
  expect(code).toBe(2)
  expect(answerIn(out).items).toEqual([])
})

describe('functionConfig is refused, the items are what they were, and every mistake is told', () => {
  const written = (value: { readonly [key: string]: Json }): Json => ({
    ...(functionConfig(MAKES) as object),
    ...value,
  })
  test.each<[string, Json, string[]]>([
    ['none', null, ['functionConfig is missing']],
    [
      'a ConfigMap',
      { apiVersion: 'v1', kind: 'ConfigMap' },
      ['functionConfig is a ConfigMap of v1', 'kind: TrustedCAs'],
    ],
    [
      'a later version',
      written({ apiVersion: 'tks-trust.dev/v2' }),
      ['functionConfig is a TrustedCAs of tks-trust.dev/v2'],
    ],
    ['no name', written({ metadata: {} }), ['metadata.name is missing']],
    ['no spec', written({ spec: null }), ['spec must be an object']],
    ['no sources', written({ spec: { ...MAKES } }), ['spec.sources is missing']],
    [
      'keys of a configuration file',
      functionConfig({ ...MAKES, path: 'x.yaml', base: 'b.yaml', include: ['a'] }),
      ['spec.path is not a known key', 'spec.base is not a known key', 'spec.include is not a known key'],
    ],
    [
      'a misspelt key',
      functionConfig({ ...MAKES, sorces: ['a'] }),
      ['spec.sorces is not a known key', 'did you mean sources?'],
    ],
    ['nothing to fill', functionConfig(), ['no TkgServiceConfiguration is among the objects', 'under resources']],
    ['no apiVersion for what is to be made', functionConfig({ spec: MAKES.spec }), ['spec.apiVersion is missing']],
    ['a list', [], ['functionConfig is a list']],
    ['a text', 'x', ['functionConfig is a string']],
    [
      'sources above the folder',
      functionConfig({ ...MAKES, sources: ['../certs/*', '/etc/ssl/certs/*', 'a/../../b'] }),
      ['spec.sources[0]', 'spec.sources[1]', 'spec.sources[2]'],
    ],
    [
      'a rule that there is not',
      functionConfig({ ...MAKES, rules: { expird: 'off' } }),
      ['spec.rules.expird', 'did you mean expired?'],
    ],
    [
      'a rule that cannot be turned off',
      functionConfig({ ...MAKES, rules: { 'private-key': 'off' } }),
      ['spec.rules["private-key"]'],
    ],
  ])('%s', (_, config, messages) => {
    const { code, out, err } = tksTrustKrm(folder(), [], { input: resourceList(config, [OTHER]) })
    for (const message of messages) expect(err).toContain(message)
    expect({ code, items: answerIn(out).items }).toEqual({ code: 2, items: [OTHER] })
    expect(answerIn(out).results.every(({ severity }) => severity === 'error')).toBe(true)
  })

  test('faults of the spec and of certificates are told in one run', () => {
    const spec = { apiVersion: MAKES.apiVersion, spec: { defaultCNI: 'flannel' } }
    const { code, err } = tksTrustKrm(folder({ 'certs/bad.crt': 'x' }), [], {
      input: resourceList(functionConfig(spec)),
    })
    expect(code).toBe(1)
    expect(err).toContain('spec.spec.defaultCNI must be one of')
    expect(err).toContain('nothing in it is a certificate')
    expect(err).toMatch(/2 errors\nsources were looked for in .*\nnothing was rendered\n$/)
  })
})

describe('the exit code is 0 only with the object among the items', () => {
  test.each<[string, Record<string, string>, { readonly [key: string]: Json }, number]>([
    ['good certificates', {}, {}, 0],
    ['warnings only', { 'certs/again.crt': pem(RSA_ROOT) }, {}, 0],
    ['an error', { 'certs/bad.crt': 'x' }, {}, 1],
    ['an error that a rule makes a note', { 'certs/bad.crt': 'x' }, { rules: { 'no-certificate': 'info' } }, 0],
    [
      'a warning that a rule makes an error',
      {},
      { rules: { 'unmatched-pattern': 'error' }, sources: ['certs/*', 'no/*'] },
      1,
    ],
    ['a private key', { 'certs/key.crt': '-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n' }, {}, 1],
    ['no certificate at all', {}, { sources: ['none/*'] }, 1],
  ])('%s', (_, files, spec, code) => {
    const ran = tksTrustKrm(folder(files), [], { input: resourceList(functionConfig({ ...MAKES, ...spec }), [OTHER]) })
    const { items, results } = answerIn(ran.out)
    expect(ran.code).toBe(code)
    expect(results.some(({ severity }) => severity === 'error')).toBe(code !== 0)
    expect(items).toHaveLength(code === 0 ? 2 : 1)
    for (const item of items) expect(item).toHaveProperty('metadata.name')
  })
})

describe('nothing outside of the folder is read', () => {
  test.each([
    ['a file', 'certs/link.crt', '../../outside/ca.crt'],
    ['a folder', 'certs/linked', '../../outside'],
  ])('a link to %s outside is an error', (_, path, to) => {
    const above = folderWith({ 'outside/ca.crt': pem(RSA_ROOT), 'app/certs/one.crt': pem(RSA_ROOT) })
    symlinkSync(to, join(above, 'app', path))
    const input = resourceList(functionConfig({ ...MAKES, sources: ['certs/**'] }))
    const { code, out, err } = tksTrustKrm(join(above, 'app'), [], { input })
    expect(code).toBe(1)
    expect(err).toContain(`${path}\n  error    a symbolic link that leaves the folder`)
    expect(answerIn(out).items).toEqual([])
  })

  test('the root of the file system is not searched', () => {
    const { code, out, err } = tksTrustKrm('/', [], { input: resourceList(functionConfig(MAKES)) })
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('is the root of the file system') })
    expect(answerIn(out).items).toEqual([])
  })
})

describe('a configuration of the command line beside it', () => {
  test.each([
    'trust.config.ts',
    'trust.config.mjs',
    'trust.config.yaml',
  ])('%s is never loaded, and that is said', name => {
    const cwd = folder()
    const mark = join(cwd, 'was-run')
    writeFileSync(
      join(cwd, name),
      `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(mark)}, '')\n`,
    )
    const { code, out, err } = tksTrustKrm(cwd, [], { input: resourceList(functionConfig(MAKES)) })
    expect(code).toBe(0)
    expect(existsSync(mark)).toBe(false)
    expect(err).toMatch(
      new RegExp(
        `^note: ${name} is not loaded: a function takes its configuration from functionConfig alone, which is data`,
      ),
    )
    expect(answerIn(out).results).toMatchObject([{ severity: 'info', file: { path: name } }])
  })
})

describe('as somebody without a name, a home and a place to write', () => {
  const isRoot = process.getuid?.() === 0
  test.skipIf(!isRoot)(
    'uid 999 in a folder that is read-only, with nothing but PATH (another user can only be made by root)',
    () => {
      const cwd = folder({ 'package.json': '{"type":"module"}', 'krm.js': readFileSync(KRM) })
      for (const path of ['certs', '.']) chmodSync(join(cwd, path), 0o555)
      const env = { HOME: undefined, SOURCE_DATE_EPOCH: undefined }
      const input = resourceList(functionConfig(MAKES), [OTHER])
      const { code, out, err } = tksTrustKrm(cwd, [], { input, uid: 999, env, program: join(cwd, 'krm.js') })
      expect({ code, err, count: answerIn(out).items.length }).toEqual({ code: 0, err: '', count: 2 })
      for (const path of ['.', 'certs']) chmodSync(join(cwd, path), 0o755)
    },
  )
})

describe('on the command line', () => {
  test.each([
    ['--help', 0, /^tks-trust-krm \d.*kind: TrustedCAs/s],
    ['--version', 0, /^\d+\.\d+\.\d+\n$/],
  ])('%s', (flag, code, text) => {
    const ran = tksTrustKrm(folder(), [flag])
    expect({ code: ran.code, err: ran.err, out: text.test(ran.out) }).toEqual({ code, err: '', out: true })
  })

  test.each([[['--wrong']], [['a', 'b']]])('%j is refused', args => {
    const { code, out, err } = tksTrustKrm(folder(), args)
    expect({ code, out, err }).toMatchObject({ code: 2, out: '', err: expect.stringContaining('unexpected argument') })
  })
})

test('whatever stands on standard input, there is a list on standard output, and never a fault of the program', async () => {
  const cwd = folder()
  const around = (input: string) => processOf({ cwd, stdin: () => Readable.from([Buffer.from(input)]) })
  const good = resourceList(functionConfig(MAKES), [OTHER, BASE])
  const cut = fc
    .tuple(fc.nat(good.length), fc.nat(12), fc.string({ maxLength: 6 }))
    .map(([at, length, text]) => good.slice(0, at) + text + good.slice(at + length))
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json(), cut), async input => {
      const { code, out = '' } = await run(around(input))
      const { items, results } = answerIn(out)
      expect(code === 0).toBe(!results.some(({ severity }) => severity === 'error'))
      if (code === 0) expect(items.some(({ kind }) => kind === 'TkgServiceConfiguration')).toBe(true)
    }),
    { numRuns: 300 },
  )
})
