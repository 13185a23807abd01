import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { ARGOCD } from '../support/cli.ts'
import { isRoot, rendered } from '../support/cmp-server.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { RSA_ROOT } from '../support/roots.ts'

const GOOD = { 'certs/one.crt': pem(RSA_ROOT), 'trust.config.yaml': YAML_CONFIG }
const folder = (more: Readonly<Record<string, Uint8Array | string>> = {}) => folderWith({ ...GOOD, ...more })
const configIs = (string: string) => ({ parameters: [{ name: 'config', string }] })

describe('a configuration that is a program is never loaded, and the message says why', () => {
  const program = (mark: string) =>
    `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(mark)}, '')\nexport default {}\n`
  const WHY = 'is a program, and is not run here: whoever can push to the repository could run anything with it'

  test.each(['trust.config.ts', 'trust.config.mts', 'trust.config.js', 'trust.config.mjs'])('%s alone', name => {
    const mark = join(folderWith({}), 'was-run')
    const { code, out, err } = rendered(folderWith({ 'certs/one.crt': pem(RSA_ROOT), [name]: program(mark) }))
    expect({ code, out, wasRun: existsSync(mark) }).toEqual({ code: 2, out: '', wasRun: false })
    expect(err).toBe(
      `${name}: error: ${WHY}\n  fix: write trust.config.yaml, with the same content as data; or run \`tks-trust generate\` in CI, commit the manifest and let Argo CD sync that\nnothing was rendered\n`,
    )
  })

  test.each([
    'trust.config.ts',
    'trust.config.mjs',
  ])('%s beside one that is data: it is not clear which counts', name => {
    const mark = join(folderWith({}), 'was-run')
    const { code, out, err } = rendered(folder({ [name]: program(mark) }), { path: '.' })
    expect({ code, out, wasRun: existsSync(mark) }).toEqual({ code: 2, out: '', wasRun: false })
    expect(err).toContain(`.: error: two configurations: ${name} and trust.config.yaml\n`)
    expect(err).toContain('is never run here')
  })

  test.each(['trust.config.ts', 'prod/settings.cjs', 'a.JS', 'b.tsx'])('%s, named by the parameter config', name => {
    const mark = join(folderWith({}), 'was-run')
    const { code, out, err } = rendered(folder({ [name]: program(mark) }), configIs(name))
    expect({ code, out, wasRun: existsSync(mark) }).toEqual({ code: 2, out: '', wasRun: false })
    expect(err).toContain(`${name}: error: ${WHY}`)
  })

  test('nor is one loaded that stands beside what the parameter config names', () => {
    const mark = join(folderWith({}), 'was-run')
    const { code } = rendered(folder({ 'trust.config.ts': program(mark) }), configIs('trust.config.yaml'))
    expect({ code, wasRun: existsSync(mark) }).toEqual({ code: 0, wasRun: false })
  })
})

describe('nothing outside of the folder of the application is read', () => {
  test.each([
    '../trust.config.yaml',
    'prod/../../trust.config.yaml',
    'prod/../trust.config.yaml',
    './trust.config.yaml',
    '/etc/trust.config.yaml',
    'C:/trust.config.yaml',
    '..\\trust.config.yaml',
    'trust.config.yaml/',
    'a\nb.yaml',
  ])('the parameter config as %j is refused', path => {
    const { code, out, err } = rendered(folder(), { path: '.', ...configIs(path) })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^parameter config: error: .* is not a path inside the folder of the application\n/)
  })

  /** A repository in which the folder of the application has links to what is beside it. */
  function linked(links: Readonly<Record<string, string>>, config?: string): string {
    const repository = folderWith({
      'app/certs/one.crt': GOOD['certs/one.crt'],
      'outside/ca.crt': pem(RSA_ROOT),
      'outside/trust.config.yaml': YAML_CONFIG,
      ...(config !== undefined && { 'app/trust.config.yaml': config }),
    })
    for (const [path, to] of Object.entries(links)) symlinkSync(to, join(repository, 'app', path))
    return repository
  }
  const LEAVES =
    'error: is a symbolic link that leaves the folder, or lies behind one\n  fix: put a copy of the file in place of the link\n'

  test.each([
    ['the configuration', { 'trust.config.yaml': '../outside/trust.config.yaml' }, 'trust.config.yaml', {}],
    ['its folder', { prod: '../outside' }, 'prod/trust.config.yaml', configIs('prod/trust.config.yaml')],
  ])('a link to %s that leads out of it is refused', (_, links, path, asked) => {
    const { code, out, err } = rendered(linked(links), { path: 'app', ...asked })
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining(`${path}: ${LEAVES}`) })
  })

  test.each([
    ['a base', "sources: ['certs/*']\noutputs: [{ path: x.yaml, base: link.yaml }]\n"],
    ['an output', YAML_CONFIG.replace('tks.yaml', 'link.yaml')],
  ])('a link in place of %s that leads out of it is refused', (_, config) => {
    const repository = linked({ 'link.yaml': '../outside/trust.config.yaml' }, config)
    const { code, out, err } = rendered(repository, { path: 'app' })
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining(`link.yaml: ${LEAVES}`) })
  })

  test.each([
    ['a file', 'certs/link.crt', '../../outside/ca.crt', 'certs/**'],
    ['a folder', 'certs/linked', '../../outside', 'certs/linked/*'],
  ])('a link to %s among the sources that leads out of it is an error', (_, path, to, sources) => {
    const repository = linked({ [path]: to }, YAML_CONFIG.replace('certs/**/*', sources))
    const { code, out, err } = rendered(repository, { path: 'app' })
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: expect.stringContaining('error    a symbolic link that leaves the folder'),
    })
  })

  test('a link that stays inside is followed', () => {
    const repository = linked({ 'trust.config.yaml': 'settings/trust.yaml', settings: 'certs' })
    symlinkSync('trust.config.data', join(repository, 'app/certs/trust.yaml'))
    writeFileSync(join(repository, 'app/certs/trust.config.data'), YAML_CONFIG.replace('certs/**/*', 'certs/*.crt'))
    expect(rendered(repository, { path: 'app' })).toMatchObject({ code: 0 })
  })

  test.each(['../certs/*', '/etc/ssl/certs/*', 'certs/../../outside/*'])('sources that are %s are refused', sources => {
    const { code, out, err } = rendered(folder({ 'trust.config.yaml': YAML_CONFIG.replace('certs/**/*', sources) }))
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining('sources[0]') })
  })
})

describe('it needs nothing but its folder', () => {
  const NAMES = [
    'ARGOCD_APP_NAME',
    'ARGOCD_APP_REVISION',
    'ARGOCD_APP_SOURCE_PATH',
    'KUBE_VERSION',
    'SOURCE_DATE_EPOCH',
  ]

  test('an environment of nothing but PATH', () => {
    const env = Object.fromEntries(NAMES.map(name => [name, undefined]))
    expect(rendered(folder(), { env })).toMatchObject({ code: 0, out: expect.stringContaining('- name: one\n') })
  })

  test('not even PATH', () => expect(rendered(folder(), { env: { PATH: undefined } }).code).toBe(0))

  test('a HOME that leads nowhere is not looked for', () =>
    expect(rendered(folder(), { env: { HOME: '/nowhere', TMPDIR: '/nowhere' } }).code).toBe(0))

  test.skipIf(!isRoot).each([[999], [123_456]])(
    'uid %i, who need not have a name or a home (another user can only be made by root)',
    uid =>
      expect(rendered(folder(), { uid })).toMatchObject({ code: 0, out: expect.stringContaining('- name: one\n') }),
  )

  test.skipIf(!isRoot)(
    'a file that the user may not read is an error, and not left out (another user can only be made by root)',
    () => {
      const unread = { 'certs/two.crt': pem(RSA_ROOT) }
      const { code, out, err } = rendered(folder(unread), { modes: { 'certs/two.crt': 0o600 } })
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toContain('certs/two.crt\n  error    cannot be read: permission denied [unreadable-file]')
    },
  )
})

describe('it could not do more if it wanted to', () => {
  /** Node 20 has it as an experiment. */
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission'
  const confined = (folder: string, program: string) => [
    permission,
    `--allow-fs-read=${folder}/*`,
    `--allow-fs-read=${program}`,
    '--no-warnings',
  ]

  test('with leave to read its folder and itself, and to do nothing else, it renders the same', () => {
    const cwd = folder({ 'certs/again.crt': pem(RSA_ROOT) })
    expect(rendered(cwd, { flags: confined })).toEqual(rendered(cwd))
    expect(rendered(cwd, { flags: confined }).code).toBe(0)
  })

  test('and that leave is what stops others: a program that reads more fails', () => {
    const flags = (folder: string, program: string) => [
      ...confined(folder, program),
      '--import',
      'data:text/javascript,import fs from "node:fs";fs.readdirSync("/")',
    ]
    expect(rendered(folder(), { flags })).toMatchObject({ code: 1, err: expect.stringContaining('ERR_ACCESS_DENIED') })
  })

  test('the one file of it loads no part of Node that reaches the network or another program', () => {
    const text = readFileSync(ARGOCD, 'utf8')
    const loaded = [...text.matchAll(/\b(?:from|import|require)\s*\(?\s*["'`]([\w:/]+)["'`]/g)].map(
      ([, name = '']) => name,
    )
    const parts = new Set(loaded.filter(isBuiltin).map(name => name.replace('node:', '')))
    expect([...parts].sort()).toEqual(['buffer', 'crypto', 'fs', 'fs/promises', 'module', 'path', 'readline', 'util'])
    expect(text).not.toMatch(/\bfetch\s*\(|\bWebSocket\b|\bEventSource\b|getBuiltinModule|process\.binding/)
  })
})
