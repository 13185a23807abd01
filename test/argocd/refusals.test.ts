import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/argocd/program.ts'
import { pem } from '../support/certificates.ts'
import { rendered } from '../support/cmp-server.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { processOf } from '../support/process.ts'
import { RSA_ROOT } from '../support/roots.ts'

const GOOD = { 'certs/one.crt': pem(RSA_ROOT), 'trust.config.yaml': YAML_CONFIG }
const folder = (more: Readonly<Record<string, Uint8Array | string>> = {}) => folderWith({ ...GOOD, ...more })
const configIs = (string: string) => ({ parameters: [{ name: 'config', string }] })

/** In this process, in the folder itself. */
const runHere = (cwd: string, env: Readonly<Record<string, string>> = {}, argv: readonly string[] = []) =>
  run(processOf({ argv, cwd, env }))

describe('a file that cannot be a configuration is refused', () => {
  const NOT_THERE = 'is not in the folder of the application, supervisors'
  test.each<[string, Uint8Array | string | undefined, string]>([
    ['none', undefined, `none.yaml: error: ${NOT_THERE}\n  fix: correct the parameter config, or commit the file`],
    ['an empty one', '', 'an empty one.yaml: error: is empty\n  fix: write it: npx tks-trust init has an example'],
    ['a blank one', '\n \n', 'a blank one.yaml: error: is empty'],
    ['octets that are not UTF-8', Buffer.from('a: \u00e9', 'latin1'), 'cannot be read: it is not UTF-8'],
    ['text that is not YAML', 'a: [', ':1: error: not valid YAML or JSON: '],
    ['a text', 'hello', 'error: the configuration must be an object'],
    ['lists in lists without end', `a: ${'['.repeat(20_000)}`, ':1: error: not valid YAML or JSON: '],
    ['aliases of aliases', aliases(), 'too many values, counted with their aliases'],
    [
      'one of 5 MiB',
      `${YAML_CONFIG}#${'x'.repeat(5 * 1024 * 1024)}`,
      'octets, more than 4 MiB\n  fix: make it smaller',
    ],
    ['no outputs', "sources: ['certs/*']\noutputs: []\n", 'outputs must not be empty'],
    ['a misspelt key', YAML_CONFIG.replace('sources', 'sorces'), 'did you mean sources?'],
  ])('%s', (name, text, message) => {
    const path = `${name}.yaml`
    const files = {
      'supervisors/certs/one.crt': GOOD['certs/one.crt'],
      ...(text !== undefined && { [`supervisors/${path}`]: text }),
    }
    const { code, out, err } = rendered(folderWith(files), { path: 'supervisors', ...configIs(path) })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
    expect(err).toMatch(/\nnothing was rendered; paths start at supervisors\n$/)
    expect(err.length).toBeLessThan(10_000)
  })

  test.each([
    ['certs/one.crt', 'is neither YAML nor JSON\n  fix: name a .yaml, .yml or .json'],
    ['certs', 'is neither YAML nor JSON'],
    ['trust.config.yaml/x.yaml', 'cannot be read: a part of the path is not a folder'],
  ])('the parameter config as %s', (path, message) => {
    const { code, out, err } = rendered(folder(), configIs(path))
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining(`${path}: error: ${message}`) })
  })

  test('a folder of that name', () => {
    const cwd = folderWith({ 'trust.config.yaml/a.crt': pem(RSA_ROOT) })
    expect(rendered(cwd)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('is not a regular file') })
  })

  test.skipIf(process.platform === 'win32')('a pipe of that name is not waited for (Windows has none)', async () => {
    const cwd = folderWith({ 'certs/one.crt': GOOD['certs/one.crt'] })
    execFileSync('mkfifo', [join(cwd, 'trust.config.yaml')])
    const { code, out, err } = await runHere(cwd)
    expect({ code, out, err }).toEqual({
      code: 2,
      out: undefined,
      err: expect.stringContaining('trust.config.yaml: error: is not a regular file'),
    })
  })

  test('no configuration in the folder, which is called by its name in the repository', () => {
    const { code, out, err } = rendered(folderWith({ 'apps/trust/one.crt': 'x' }), { path: 'apps/trust' })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(`apps/trust: error: no configuration here (trust.config.yaml, .yml or .json)
  fix: let spec.source.path be the folder that holds trust.config.yaml, or name the file in the parameter config
nothing was rendered; paths start at apps/trust
`)
  })

  test('a folder that is gone is called so too', async () => {
    const { code, err } = await runHere(join(folderWith({}), 'gone'), { ARGOCD_APP_SOURCE_PATH: 'apps/trust' })
    expect(code).toBe(2)
    expect(err).toMatch(/^apps\/trust: error: cannot be read: there is no such file\n {2}fix: let the user/)
  })
})

/** A billion values in a few lines. */
function aliases(): string {
  const lines = [...'abcdefghi'].map((name, index, all) => {
    const items =
      index === 0
        ? '1, 1, 1, 1, 1, 1, 1, 1, 1, 1'
        : Array(10)
            .fill(`*${all[index - 1]}`)
            .join(', ')
    return `${name}: &${name} [${items}]\n`
  })
  return lines.join('')
}

describe('parameters that are wrong are told on standard error, all of them', () => {
  test.each([
    ['broken JSON', '[{', 'ARGOCD_APP_PARAMETERS: error: is not JSON\n  fix: leave this variable to Argo CD'],
    [
      'a misspelt name',
      '[{"name":"output","array":["a"]}]',
      'parameter output: error: is not known\n  fix: did you mean outputs?',
    ],
  ])('%s', (_, text, message) => {
    const { code, out, err } = rendered(folder(), { env: { ARGOCD_APP_PARAMETERS: text } })
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining(message) })
  })

  test('outputs that the configuration does not have', () => {
    const parameters = [{ name: 'outputs', array: ['tks.yml', 'tks.yaml', 'lab.yaml'] }]
    const { code, out, err } = rendered(folder(), { parameters })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(`parameter outputs: error: tks.yml is not an output of the configuration
  fix: the outputs are tks.yaml
parameter outputs: error: lab.yaml is not an output of the configuration
  fix: the outputs are tks.yaml
nothing was rendered
`)
  })

  test('what is in them reaches a log only as harmless text', () => {
    const name = '\u001b[31m\u202e\n::error::x'
    const { code, err } = rendered(folder(), { parameters: [{ name, string: 'a' }], path: '.' })
    expect(code).toBe(2)
    expect(err).toMatch(/^parameter \\u\{1b\}\[31m\\u\{202e\}\\u\{a\}::error::x: error: is not known\n/)
  })
})

describe('an error among the findings fails the sync', () => {
  const KEY =
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n'
  test.each([
    [
      'a file without a certificate',
      { 'certs/bad.crt': 'x' },
      'certs/bad.crt:1\n  error    nothing in it is a certificate [no-certificate]',
    ],
    ['a private key', { 'certs/key.crt': KEY }, '[private-key]'],
    ['no certificate at all', { 'trust.config.yaml': YAML_CONFIG.replace('certs', 'none') }, '[empty-set]'],
    ['a spec with a fault', { 'trust.config.yaml': YAML_CONFIG.replace('antrea', 'flannel') }, '[spec-fault]'],
    [
      'a warning that the configuration makes an error',
      {
        'certs/again.crt': pem(RSA_ROOT),
        'trust.config.yaml': `${YAML_CONFIG}rules: { duplicate-certificate: error }\n`,
      },
      '[duplicate-certificate]',
    ],
  ])('%s', (_, files, message) => {
    const { code, out, err } = rendered(folder(files), { path: '.' })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(message)
    expect(err).toMatch(/\n1 error\nnothing was rendered\n$|errors\nnothing was rendered\n$/)
    expect(err).not.toContain('MC4CAQ')
  })

  test('warnings are not told beside errors, which are what has to be mended', () => {
    const { err } = rendered(folder({ 'certs/again.crt': pem(RSA_ROOT), 'certs/bad.crt': 'x' }))
    expect(err).not.toContain('warning')
  })

  test('more than twenty are cut off, for the UI shows one paragraph', () => {
    const bad = Object.fromEntries(Array.from({ length: 23 }, (_, index) => [`certs/bad-${index}.crt`, 'x']))
    const { code, err } = rendered(folder(bad))
    expect({ code, told: err.match(/\[no-certificate\]/g)?.length }).toEqual({ code: 1, told: 20 })
    expect(err).toMatch(
      /\n20 errors\nand 3 more errors: npx tks-trust generate lists them all\nnothing was rendered\n$/,
    )
  })

  test('and so are the mistakes of a configuration', () => {
    const keys = Array.from({ length: 30 }, (_, index) => `key${index}: 1\n`).join('')
    const { code, err } = rendered(folder({ 'trust.config.yaml': YAML_CONFIG + keys }))
    expect({ code, told: err.match(/ error: /g)?.length }).toEqual({ code: 2, told: 20 })
    expect(err).toContain('\nand 10 more errors\nnothing was rendered\n')
  })

  test('a file name of any length makes no message of any length', () => {
    const deep = `certs/${'x'.repeat(200)}/${'y'.repeat(200)}/${'z'.repeat(200)}`
    const { code, err } = rendered(folder({ [`${deep}/bad.crt`]: 'x' }))
    expect(code).toBe(1)
    expect(Math.max(...err.split('\n').map(line => line.length))).toBeLessThan(1100)
  })
})

describe('on a command line', () => {
  test.each([
    ['--help', /^tks-trust \d.*ARGOCD_APP_PARAMETERS.*config .*outputs /s],
    ['--version', /^\d+\.\d+\.\d+\n$/],
  ])('%s', async (flag, text) => {
    expect(await runHere('/', {}, [flag])).toEqual({ code: 0, out: expect.stringMatching(text) })
  })

  test.each([['generate'], ['--config']])('%s is refused', async argument => {
    const { code, out, err } = await runHere(folder(), {}, [argument])
    expect({ code, out, err }).toEqual({
      code: 2,
      out: undefined,
      err: `error: unexpected argument ${argument}\n  fix: give parameters in spec.source.plugin.parameters\nnothing was rendered\n`,
    })
  })

  test('a clock that an operator has set wrongly is refused', async () => {
    const { code, err } = await runHere(folder(), { SOURCE_DATE_EPOCH: 'today' })
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('SOURCE_DATE_EPOCH "today" is not a time') })
  })
})

test('whatever is asked of whatever configuration, exit 0 comes with an object, and all else with a reason and nothing', async () => {
  const cwd = folder({ 'other/certs/one.crt': GOOD['certs/one.crt'] })
  const cut = (text: string) =>
    fc
      .tuple(fc.nat(text.length), fc.nat(8), fc.string({ maxLength: 4 }))
      .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length))
  const asked = '[{"name":"config","string":"other/trust.yaml"},{"name":"outputs","array":["tks.yaml"]}]'
  const texts = fc.oneof(fc.constant(YAML_CONFIG), cut(YAML_CONFIG), fc.json())
  const codes = new Set<number>()
  await fc.assert(
    fc.asyncProperty(texts, fc.oneof(fc.constant(asked), cut(asked), fc.json()), async (text, parameters) => {
      for (const path of ['other/trust.yaml', 'trust.config.yaml']) writeFileSync(join(cwd, path), text)
      const { code, out = '', err = '' } = await runHere(cwd, { ARGOCD_APP_PARAMETERS: parameters })
      codes.add(code)
      if (code === 0) expect(load(out)).toMatchObject({ kind: 'TkgServiceConfiguration' })
      else expect({ out, err }).toEqual({ out: '', err: expect.stringMatching(/error.*\nnothing was rendered.*\n$/s) })
    }),
    { numRuns: 300 },
  )
  expect([...codes].sort()).toEqual([0, 1, 2])
})
