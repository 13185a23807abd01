import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { tksTrust } from '../support/cli.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { BUNDLE, EC_ROOT, RSA_ROOT } from '../support/roots.ts'

const KEY = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n'
const ROOT = pem(RSA_ROOT)
const INSPECT = ['inspect', '--table']

/** The names in the first column of a table, without its head. */
const namesIn = (out: string): string[] =>
  out
    .split('\n')
    .slice(1, -1)
    .map(line => line.split(' ', 1)[0] ?? '')

describe('inspect looks into', () => {
  test.each([
    ['PEM', ROOT, ['stdin'], 0],
    ['DER', RSA_ROOT, ['stdin'], 0],
    ['base64', Buffer.from(ROOT).toString('base64'), ['stdin'], 0],
    ['a Secret', secretOf(ROOT), ['stdin'], 0],
    ['text around certificates', `CONNECTED(00000003)\n---\n${ROOT}---\nServer certificate\n`, ['stdin'], 0],
    ['a certificate and a key', ROOT + KEY, ['stdin'], 1],
    ['nothing at all', '', [], 1],
    ['a web page', '<!doctype html><html></html>', [], 1],
  ])('standard input: %s', (_, input, names, code) => {
    const ran = tksTrust('/', [...INSPECT, '-'], { input })
    expect({ code: ran.code, names: namesIn(ran.out) }).toEqual({ code, names })
    expect(ran.out + ran.err).not.toContain('MC4CAQAw')
  })

  test('a folder with all below it, and passes over what has nothing to do with the matter', () => {
    const folder = folderWith({
      'a/root.crt': ROOT,
      'a/b/no-ending': pem(EC_ROOT),
      'a/notes.md': 'A block begins with -----BEGIN and ends with -----END\n',
      'a/deploy.yaml': 'apiVersion: apps/v1\nkind: Deployment\nspec: {}\n',
      'a/photo.png': Buffer.from('89504e470d0a1a0a0000', 'hex'),
      'a/.hidden/x.crt': BUNDLE,
      'a/node_modules/x.crt': BUNDLE,
    })
    const { code, out, err } = tksTrust(folder, [...INSPECT, 'a/'])
    expect({ code, names: namesIn(out), err }).toEqual({
      code: 0,
      names: ['no-ending', 'root'],
      err: '3 other files skipped\n',
    })
  })

  test.each([
    ['is called like a certificate', 'x.crt', 'nothing', 'no-certificate'],
    ['claims to hold one', 'x', '-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n', 'damaged-block'],
    ['holds a private key', 'x.txt', KEY, 'private-key'],
  ])('a folder, and tells of a file that %s', (_, file, content, rule) => {
    const { code, out, err } = tksTrust(folderWith({ 'root.crt': ROOT, [file]: content }), [...INSPECT, '.'])
    expect({ code, names: namesIn(out) }).toEqual({ code: 1, names: ['root'] })
    expect(err).toContain(`[${rule}]`)
  })

  test('a mounted Secret, where every file is a link into a hidden folder', () => {
    const folder = folderWith({ '..2026/ca.crt': ROOT })
    symlinkSync('..2026', join(folder, '..data'))
    symlinkSync('..data/ca.crt', join(folder, 'ca.crt'))
    expect(namesIn(tksTrust(folder, [...INSPECT, '.']).out)).toEqual(['ca'])
  })

  test('links to files, once each, and never round in a ring', () => {
    const folder = folderWith({ 'in/ca.crt': ROOT, 'out/other.crt': pem(EC_ROOT) })
    symlinkSync('ca.crt', join(folder, 'in/0a1b.0'))
    symlinkSync('../out/other.crt', join(folder, 'in/linked.crt'))
    symlinkSync('..', join(folder, 'in/ring'))
    const { code, out, err } = tksTrust(folder, [...INSPECT, 'in'])
    expect({ code, names: namesIn(out), err }).toEqual({
      code: 0,
      names: ['ca', 'linked'],
      err: '1 other file skipped\n',
    })
  })

  test('a store of more than a mebibyte, by its name or by what it begins with', () => {
    const many = Buffer.concat(Array.from({ length: Math.ceil((1100 * 1024) / EC_ROOT.length) }, () => EC_ROOT))
    const folder = folderWith({
      'large.txt': many.toString('base64'),
      'noise.bin': Buffer.alloc(2 * 1024 * 1024, 7),
      'root.crt': ROOT,
    })
    const { code, out, err } = tksTrust(folder, [...INSPECT, '.'])
    expect({ code, names: namesIn(out), err }).toEqual({
      code: 0,
      names: ['large', 'root'],
      err: '1 other file skipped\n',
    })
  })

  test('a link through a linked folder, whose file is nowhere else in the folder', () => {
    const folder = folderWith({ 'out/ca.crt': ROOT, 'in/readme.txt': 'x' })
    symlinkSync('../out', join(folder, 'in/current'))
    symlinkSync('current/ca.crt', join(folder, 'in/ca.crt'))
    expect(namesIn(tksTrust(folder, [...INSPECT, 'in']).out)).toEqual(['ca'])
  })

  test('a link called like a certificate that leads nowhere, and a pipe, which it does not open', () => {
    const folder = folderWith({ 'root.crt': ROOT })
    symlinkSync('gone', join(folder, 'dead.crt'))
    symlinkSync('loop', join(folder, 'loop'))
    execFileSync('mkfifo', [join(folder, 'pipe.crt')])
    const { code, err } = tksTrust(folder, [...INSPECT, '.'])
    expect(code).toBe(1)
    expect(err).toMatch(/^dead\.crt\n.* does not lead to a file \[file-link\]$/ms)
    expect(err).toMatch(/^pipe\.crt\n.* neither a file nor a folder \[unreadable-file\]$/ms)
    expect(err).toContain('1 other file skipped\n')
  })

  test('what a shell gives as a pipe', () => {
    const folder = folderWith({ 'root.crt': ROOT })
    execFileSync('mkfifo', [join(folder, 'pipe')])
    execFileSync('sh', ['-c', 'cat root.crt > pipe &'], { cwd: folder, stdio: 'ignore' })
    expect(tksTrust(folder, [...INSPECT, 'pipe'])).toMatchObject({ code: 0, err: '' })
  })

  test('the sources of the configuration, where no path is named, but not into its outputs', () => {
    const folder = folderWith({
      'trust.config.yaml': YAML_CONFIG.replace('certs/**/*', '**/*.{crt,yaml}'),
      'root.crt': ROOT,
      'tks.yaml': '# TkgServiceConfiguration\n',
    })
    const { out } = tksTrust(folder, INSPECT)
    expect(namesIn(out)).toEqual(['root'])
  })
})

describe('expiry', () => {
  test('lists what it can where a key lies among the sources, and tells of that', () => {
    const folder = folderWith({ 'trust.config.yaml': YAML_CONFIG, 'certs/a.crt': ROOT, 'certs/b.key': KEY })
    const { code, out, err } = tksTrust(folder, ['expiry'])
    expect(code).toBe(0)
    expect(out).toContain('Root One')
    expect(err).toMatch(/^certs\/b\.key:1\n {2}error {4}a private key/)
  })

  test('fails where there is nothing to list', () =>
    expect(tksTrust(folderWith({ 'x.txt': 'x' }), ['expiry', '.'])).toMatchObject({ code: 1, out: '' }))

  test('writes every format that can be written, and says which cannot', () => {
    const folder = folderWith({ 'a.crt': ROOT, taken: '' })
    mkdirSync(join(folder, 'folder'))
    const formats = ['json=folder', 'ics=x.ics', 'prometheus=new/x.prom', 'text'].flatMap(format => [
      '--format',
      format,
    ])
    const { code, out, err } = tksTrust(folder, ['expiry', 'a.crt', ...formats])
    expect(code).toBe(2)
    expect(out).toContain('Root One')
    expect(err).toContain('folder: error: cannot be written')
    expect(readFileSync(join(folder, 'x.ics'), 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect(existsSync(join(folder, 'new/x.prom'))).toBe(true)
  })

  test('runs no configuration that is a program, and keeps off one that is in a folder above', () => {
    const folder = folderWith({
      'trust.config.mjs': 'process.exit(7)\n',
      'a.crt': ROOT,
      'above/trust.config.yaml': YAML_CONFIG,
      'above/tks.yaml': 'mine\n',
      'above/sub/a.crt': ROOT,
    })
    expect(tksTrust(folder, ['expiry', 'a.crt', '--format', 'json=r']).code).toBe(0)
    const sub = join(folder, 'above/sub')
    const { code, err } = tksTrust(sub, ['expiry', 'a.crt', '--format', 'json=../tks.yaml'])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('is not for reports') })
    expect(readFileSync(join(folder, 'above/tks.yaml'), 'utf8')).toBe('mine\n')
  })

  test.each([
    [['a.crt', '--format', 'ics=./a.crt'], 'certificates are read from it'],
    [['a.crt', '--format', 'ics=trust.config.json'], 'it is the configuration'],
    [['.', '--format', 'ics=b', '--format', 'json=./b'], 'is named for two formats'],
    [['a.crt', '--format', 'json', '--format', 'ics'], 'two formats go to standard output'],
    [['a.crt', '--within', '90'], '--within "90" is not a time'],
  ])('%j is refused, and nothing is written', (args, said) => {
    const folder = folderWith({ 'a.crt': ROOT })
    expect(tksTrust(folder, ['expiry', ...args])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(said),
    })
    expect(readFileSync(join(folder, 'a.crt'), 'utf8')).toBe(ROOT)
    expect(existsSync(join(folder, 'b'))).toBe(false)
  })

  test('prints the same twice, on any day, with a clock that stands still', () => {
    const folder = folderWith({ 'a.pem': BUNDLE })
    for (const format of ['json', 'prometheus', 'markdown', 'ics']) {
      const [one, other] = [0, 1].map(() => tksTrust(folder, ['expiry', '--format', format, '.']).out)
      expect(one).toBe(other)
    }
  })
})

describe('rules and explain', () => {
  test('need no configuration', () => {
    const folder = folderWith({})
    expect(tksTrust(folder, ['rules'])).toMatchObject({ code: 0, err: '' })
    expect(tksTrust(folder, ['explain', 'expired'])).toMatchObject({ code: 0, err: '' })
  })

  test('say what is wrong with one that is there', () => {
    const folder = folderWith({ 'trust.config.yaml': `${YAML_CONFIG}rules: { expird: error }\n` })
    expect(tksTrust(folder, ['rules'])).toMatchObject({ code: 2, out: '' })
  })

  test('rules --json has what a rule weighs by default and here', () => {
    const folder = folderWith({ 'trust.config.yaml': `${YAML_CONFIG}rules: { expires-soon: [error, { days: 7 }] }\n` })
    const { rules }: { rules: { name: string }[] } = JSON.parse(tksTrust(folder, ['rules', '--json']).out)
    expect(rules.find(({ name }) => name === 'expires-soon')).toMatchObject({
      severity: 'warning',
      configured: 'error',
      options: [{ name: 'days', default: 60, configured: 7 }],
    })
  })
})

function secretOf(text: string): string {
  return `apiVersion: v1\nkind: Secret\ndata:\n  ca.crt: ${Buffer.from(text).toString('base64')}\n`
}
