import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HELP, helpOf } from '../../src/help.ts'
import { certificate, pem } from '../support/certificates.ts'
import { CLI, tksTrust } from '../support/cli.ts'
import { utf8 } from '../support/der.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { ecKey, edKey } from '../support/keys.ts'
import { BUNDLE, RSA_ROOT } from '../support/roots.ts'

const repository = (more: Record<string, string> = {}) =>
  folderWith({ 'trust.config.yaml': YAML_CONFIG, 'certs/a.pem': BUNDLE, ...more })

describe('usage', () => {
  test.each([
    [['--help'], 0, HELP],
    [['-h'], 0, HELP],
    [['help'], 0, HELP],
    [['help', 'check'], 0, helpOf('check')],
    [['generate', '--help'], 0, helpOf('generate')],
    [['check', '-h'], 0, helpOf('check')],
  ])('%j prints help', (args, code, out) => expect(tksTrust('/', args)).toEqual({ code, out, err: '' }))

  test('--version prints the version of the package', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(tksTrust('/', ['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
  })

  test.each([
    [[], HELP],
    [['generat'], 'error: unknown command generat\n  fix: did you mean generate? See tks-trust --help\n'],
    [['frobnicate'], 'error: unknown command frobnicate\n  fix: tks-trust --help\n'],
    [['--versoin'], 'error: unknown flag --versoin\n  fix: did you mean --version? See tks-trust --help\n'],
    [
      ['generate', '--stdou'],
      'error: unknown flag --stdou\n  fix: did you mean --stdout? See tks-trust generate --help\n',
    ],
    [
      ['--config', 'x', 'generate'],
      'error: the flag --config stands before the command\n  fix: tks-trust generate --config ...\n',
    ],
    [
      ['generate', '--now', '2026-02-30'],
      'error: --now "2026-02-30" is not a time\n  fix: write 2026-01-31 or 2026-01-31T12:00:00Z\n',
    ],
    [['check', '--stdout'], 'error: check has no flag --stdout\n  fix: tks-trust check --help\n'],
    [['generate', 'certs'], 'error: unexpected argument certs\n  fix: tks-trust generate --help\n'],
    [
      ['generate', '--now', 'tomorrow'],
      'error: --now "tomorrow" is not a time\n  fix: write 2026-01-31 or 2026-01-31T12:00:00Z\n',
    ],
    [
      ['generate', '--now', '2026-02-31T99:00:00Z'],
      'error: --now "2026-02-31T99:00:00Z" is not a time\n  fix: write 2026-01-31 or 2026-01-31T12:00:00Z\n',
    ],
  ])('%j is a mistake, and what to type is said', (args, err) =>
    expect(tksTrust('/', args)).toEqual({ code: 2, out: '', err }))

  test('a flag without its value is a mistake', () => {
    const { code, err } = tksTrust('/', ['generate', '--config'])
    expect(code).toBe(2)
    expect(err).toMatch(/--config/)
    expect(err).not.toMatch(/\n {4}at /)
  })

  test('a folder without a configuration says what one looks like', () => {
    const { code, err } = tksTrust(folderWith({}), ['generate'])
    expect(code).toBe(2)
    expect(err).toContain('no configuration here')
    expect(err).toContain('defaultCNI: antrea')
  })

  test('two configurations are a mistake', () => {
    const { code, err } = tksTrust(repository({ 'trust.config.json': '{}' }), ['generate'])
    expect(code).toBe(2)
    expect(err).toContain('two configurations: trust.config.json and trust.config.yaml')
  })
})

describe('the same bytes come out', () => {
  /** What a run says in other circumstances, beside what it says in the usual ones. */
  const both = (env: Record<string, string>, args: (folder: string) => string[] = () => [], cwd?: string) => {
    const folder = repository()
    const usual = tksTrust(folder, ['generate', '--stdout'])
    return { usual, other: tksTrust(cwd ?? folder, ['generate', '--stdout', ...args(folder)], { env }) }
  }

  test.each([
    ['in another time zone', { TZ: 'Pacific/Kiritimati' }],
    ['in another locale', { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }],
    ['at another time', { SOURCE_DATE_EPOCH: '2000000000' }],
    ['without a home and a terminal type', { HOME: '', TERM: '' }],
  ])('%s', (_, env) => {
    const { usual, other } = both(env)
    expect(usual.code).toBe(0)
    expect(other).toEqual(usual)
  })

  test.each([
    ['with --cwd from elsewhere', (folder: string) => ['--cwd', folder]],
    ['with --config from elsewhere', (folder: string) => ['--config', join(folder, 'trust.config.yaml')]],
  ])('%s', (_, args) => {
    const { usual, other } = both({}, args, '/')
    expect(other).toEqual(usual)
  })

  test('through a link to the folder', () => {
    const folder = repository()
    symlinkSync(folder, join(folder, 'linked'))
    expect(tksTrust(join(folder, 'linked'), ['generate', '--stdout'])).toEqual(
      tksTrust(folder, ['generate', '--stdout']),
    )
  })
})

describe('streams', () => {
  test('a reader that closes early is no error', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      pem(certificate({ key: ecKey('pipe'), subject: `CA ${index}` })),
    )
    const folder = repository({ 'certs/many.pem': many.join('') })
    const { status, stdout, stderr } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${CLI}" generate --stdout --quiet | head -n 1`],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    )
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: expect.stringContaining('# Generated'),
      stderr: '',
    })
  })

  test('a full disk behind standard output is one', () => {
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${CLI}" generate --stdout > /dev/full`], {
      cwd: repository(),
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'error: standard output cannot be written: the disk is full\n',
    })
  })

  test('several outputs on standard output are documents of one stream', () => {
    const config = YAML_CONFIG + YAML_CONFIG.split('\n').slice(2).join('\n').replace('tks.yaml', 'other.yaml')
    const { out } = tksTrust(repository({ 'trust.config.yaml': config }), ['generate', '--stdout'])
    expect(out.split('\n---\n')).toHaveLength(2)
  })

  test('colours are for terminals and for who asks', () => {
    const folder = repository({ 'certs/b.crt': '' })
    const coloured = (env: Record<string, string>, args: string[] = []) =>
      tksTrust(folder, ['check', ...args], { env }).err.includes('\u001b[')
    expect(coloured({})).toBe(false)
    expect(coloured({ FORCE_COLOR: '1' })).toBe(true)
    expect(coloured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false)
    expect(coloured({ FORCE_COLOR: '1' }, ['--no-color'])).toBe(false)
  })
})

describe('hostile names stay on their line', () => {
  const hostile = 'x\n::error::pwned\r\u001b[2J\u202e`$(id)`'
  const file = 'certs/::warning::a\u001b[31m\u202e.crt'

  test('in what is said and in what is written', () => {
    const folder = repository()
    mkdirSync(join(folder, 'certs'), { recursive: true })
    writeFileSync(
      join(folder, file),
      pem(certificate({ key: ecKey('hostile'), subject: [['2.5.4.3', utf8(hostile)]], notAfter: '2026-07-01' })),
    )
    const { code, out, err } = tksTrust(folder, ['generate', '--stdout'])
    expect(code).toBe(0)
    expect(err + out).not.toMatch(/^::/m)
    expect(err + out).not.toMatch(/[\u001b\u202e\r]/)
    expect(out).toContain('# CN=x\\u{a}::error::pwned\\u{d}\\u{1b}[2J\\u{202e}`$(id)`')
    expect(out).toContain('from certs/::warning::a\\u{1b}[31m\\u{202e}.crt')
  })
})

describe('nothing of others is overwritten', () => {
  const writing = (path: string) => YAML_CONFIG.replace('path: tks.yaml', `path: ${path}`)

  test.each([
    ['a source', 'certs/a.pem'],
    ['the configuration', 'trust.config.yaml'],
  ])('not %s', (_, path) => {
    const folder = repository({ 'trust.config.yaml': writing(path) })
    const before = readFileSync(join(folder, path), 'utf8')
    const { code, err } = tksTrust(folder, ['generate'])
    expect({ code, err }).toEqual({
      code: expect.any(Number),
      err: expect.stringMatching(/is there already and is no TkgServiceConfiguration|no certificate is left/),
    })
    expect(code).not.toBe(0)
    expect(readFileSync(join(folder, path), 'utf8')).toBe(before)
  })

  test.each([
    './tks.yaml',
    'certs//tks.yaml',
    'a/../tks.yaml',
    '/tks.yaml',
    'a/./b.yaml',
    '"a\\e[31m.yaml"',
  ])('the path %s is refused', path => {
    const { code, err } = tksTrust(repository({ 'trust.config.yaml': writing(path) }), ['generate'])
    expect(code).toBe(2)
    expect(err).toContain('outputs[0].path must be a path inside the folder')
  })
})

test('a pattern that names a folder is told, for it matches no file', () => {
  const { err } = tksTrust(
    repository({ 'trust.config.yaml': YAML_CONFIG.replace("'certs/**/*'", "certs, 'certs/*.pem'") }),
    ['generate'],
  )
  expect(err).toContain('trust.config.yaml:1\n  warning  the pattern certs matches no file [unmatched-pattern]')
})

describe('a configuration that cannot be opened is told in a line', () => {
  test.each([
    [
      'a link to itself',
      (folder: string) => symlinkSync('trust.config.yaml', join(folder, 'trust.config.yaml')),
      /too many symbolic links/,
    ],
    ['a folder', (folder: string) => mkdirSync(join(folder, 'trust.config.yaml')), /is not a file/],
  ])('%s', (_, make, said) => {
    const folder = folderWith({})
    make(folder)
    const { code, err } = tksTrust(folder, ['generate'])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(said) })
  })
})

test('a committed manifest with a merge conflict in it is told as such, and generate mends it', () => {
  const folder = repository()
  tksTrust(folder, ['generate'])
  const text = readFileSync(join(folder, 'tks.yaml'), 'utf8')
  writeFileSync(
    join(folder, 'tks.yaml'),
    text.replace('spec:\n', '<<<<<<< HEAD\nspec:\n=======\nspec:\n>>>>>>> main\n'),
  )
  expect(tksTrust(folder, ['check']).err).toContain('tks.yaml:7: an unresolved merge conflict')
  expect(tksTrust(folder, ['generate']).code).toBe(0)
  expect(readFileSync(join(folder, 'tks.yaml'), 'utf8')).toBe(text)
})

test('a merge conflict in a source is an error', () => {
  const folder = repository({ 'certs/b.pem': `<<<<<<< HEAD\n${pem(RSA_ROOT)}=======\n${BUNDLE}>>>>>>> main\n` })
  expect(tksTrust(folder, ['generate']).err).toContain(
    'certs/b.pem:1\n  error    an unresolved merge conflict [damaged-block]',
  )
})

test('in a folder below the configuration, the configuration is named', () => {
  const folder = repository()
  expect(tksTrust(join(folder, 'certs'), ['generate']).err).toContain(`no configuration here, but in ${folder}`)
})

describe('a pipe is not waited for', () => {
  test.each([
    ['in place of the output', 'tks.yaml', YAML_CONFIG],
    ['in place of the base', 'base.yaml', "sources: ['certs/*']\noutputs: [{ path: tks.yaml, base: base.yaml }]\n"],
    ['in place of the configuration', 'trust.config.json', undefined],
  ])('%s', (_, pipe, config) => {
    const folder = folderWith({ 'certs/a.pem': BUNDLE, ...(config !== undefined && { 'trust.config.yaml': config }) })
    spawnSync('mkfifo', [join(folder, pipe)])
    const { code, err } = tksTrust(folder, ['generate'])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/is not a (regular )?file/) })
  })
})

test('a configuration of aliases of aliases ends in a moment', () => {
  const laughs = Array.from(
    { length: 30 },
    (_, level) =>
      `a${level}: &a${level} [${Array.from({ length: 9 }, () => (level === 0 ? 'ha' : `*a${level - 1}`)).join(', ')}]`,
  )
  const { code, err } = tksTrust(folderWith({ 'trust.config.yaml': laughs.join('\n') }), ['generate'])
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('too many values') })
})

test('names in a committed manifest stay on their line', () => {
  const folder = repository()
  tksTrust(folder, ['generate'])
  const text = readFileSync(join(folder, 'tks.yaml'), 'utf8').replace(
    /name: Root-One.*/,
    'name: "a\\e[31m\\n::error::pwned"',
  )
  writeFileSync(join(folder, 'tks.yaml'), text)
  const { code, err } = tksTrust(folder, ['check'])
  expect(code).toBe(1)
  expect(err).toContain('~ a\\u{1b}[31m\\u{a}::error::pwned -> Root-One')
})

test('a file name at the start of a line is no command of a CI', () => {
  const folder = folderWith({
    'trust.config.yaml': YAML_CONFIG.replace('certs/**/*', '*.crt'),
    '::error file=x::pwned.crt': '',
  })
  expect(tksTrust(folder, ['generate']).err).toMatch(
    /^\.\/::error file=x::pwned\.crt:1\n {2}error {4}the file is empty/,
  )
})

test('a file whose name has a line break is told, for no pattern matches it', () => {
  const folder = repository()
  writeFileSync(join(folder, 'certs/a\n::error::.crt'), '')
  const { code, err } = tksTrust(folder, ['generate'])
  expect(code).toBe(1)
  expect(err).toContain(
    'certs/a\\u{a}::error::.crt\n  error    its name has a line break, which no pattern can match [unreadable-file]',
  )
})

describe('a configuration may be written in', () => {
  const config = (type: string) => `${type}
export default defineConfig({
  sources: ['certs/*'],
  outputs: [{ path: 'tks.yaml', apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } }],
})
`
  const imported = "import { defineConfig } from 'tks-trust'"
  const minimal = {
    sources: ['certs/*'],
    outputs: [{ path: 'tks.yaml', apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } }],
  }

  test.each([
    ['trust.config.ts', config(`${imported}\nenum Unused { A }\nconst typed: number = Unused.A\nvoid typed`)],
    ['trust.config.mts', config(imported)],
    ['trust.config.js', config(imported)],
    ['trust.config.mjs', config(`${imported}\nawait Promise.resolve()`)],
    ['trust.config.json', JSON.stringify(minimal)],
    ['trust.config.yml', JSON.stringify(minimal)],
  ])('%s, without an installed package and without writing anything', (name, text) => {
    const folder = folderWith({ [name]: text, 'certs/a.crt': pem(RSA_ROOT) })
    const { code, out, err } = tksTrust(folder, ['generate', '--stdout'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('kind: TkgServiceConfiguration')
    expect(
      spawnSync('find', ['.', '-type', 'f'], { cwd: folder, encoding: 'utf8' }).stdout.trim().split('\n').sort(),
    ).toEqual(['./certs/a.crt', `./${name}`])
  })

  test.each([
    ['that throws', 'throw new Error("no luck")', /trust\.config\.ts: error: the configuration cannot be run: no luck/],
    ['with a syntax error', 'export default {', /trust\.config\.ts: error: the configuration cannot be run: /],
    [
      'that imports what is not there',
      "import './gone.ts'\nexport default {}",
      /the configuration cannot be run: Cannot find module/,
    ],
    ['that exports nothing', 'export const a = 1', /trust\.config\.ts: error: /],
    ['that exports a function', 'export default () => ({})', /the configuration must be plain data, not a function/],
  ])('TypeScript, but not one %s', (_, text, said) => {
    const { code, err } = tksTrust(folderWith({ 'trust.config.ts': text }), ['generate'])
    expect(code).toBe(2)
    expect(err).toMatch(said)
    expect(err).not.toMatch(/\n {4}at /)
  })
})

test('a private key that no pattern asks for is an error all the same, unless it is left out on purpose', () => {
  const key = edKey('beside').privateKey.export({ format: 'pem', type: 'pkcs8' })
  const config = YAML_CONFIG.replace("'certs/**/*'", "'certs/*.pem'")
  const folder = repository({ 'trust.config.yaml': config, 'certs/server.key': `# a key\n${key}` })
  const { code, err } = tksTrust(folder, ['check', '--quiet'])
  expect(code).toBe(1)
  expect(err).toMatch(/certs\/server\.key:2\n {2}error {4}a private key/)
  const leftOut = repository({
    'trust.config.yaml': config.replace("'certs/*.pem'", "'certs/*.pem', '!certs/*.key'"),
    'certs/server.key': String(key),
  })
  expect(tksTrust(leftOut, ['generate', '--quiet'])).toEqual({ code: 0, out: '', err: '' })
})
