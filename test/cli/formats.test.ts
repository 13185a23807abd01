import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FORMATS } from '../../src/report/formats.ts'
import { pem } from '../support/certificates.ts'
import { tksTrust } from '../support/cli.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { RSA_ROOT } from '../support/roots.ts'

const CONFIG = YAML_CONFIG.replace('certs/**/*', 'certs/*.crt')
const repository = (more: Record<string, string> = {}) =>
  folderWith({ 'trust.config.yaml': CONFIG, 'certs/a.crt': pem(RSA_ROOT), 'certs/empty.crt': '', ...more })
const good = (more: Record<string, string> = {}) =>
  folderWith({ 'trust.config.yaml': CONFIG, 'certs/a.crt': pem(RSA_ROOT), ...more })
const named = (...formats: string[]) => formats.flatMap(format => ['--format', format])
const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8')

describe('a format goes', () => {
  test.each(
    Object.entries(FORMATS).map(([name, { stream }]) => [name, stream] as const),
  )('%s to %s', (name, stream) => {
    const { out, err } = tksTrust(repository(), ['check', ...named(name)])
    expect((stream === 'out' ? out : err).includes('the file is empty')).toBe(true)
    expect((stream === 'out' ? err : out).includes('the file is empty')).toBe(false)
  })
  test.each(Object.keys(FORMATS))('%s to a file where one is named, below folders that are not there yet', name => {
    const folder = repository()
    const { code, out, err } = tksTrust(folder, ['generate', ...named(`${name}=a/b/report`)])
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: 'nothing was written\n' })
    expect(read(folder, 'a/b/report')).toContain('the file is empty')
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['report'])
  })
  test('to a file below --cwd, with paths from where the program was started', () => {
    const folder = folderWith({ 'sub/trust.config.yaml': CONFIG, 'sub/certs/empty.crt': '' })
    tksTrust(folder, ['check', '--cwd', 'sub', ...named('json=out.json')])
    expect(JSON.parse(read(folder, 'sub/out.json')).findings[0].path).toBe('sub/certs/empty.crt')
  })
  test('to a file anywhere, if it is named by its whole path', () => {
    const elsewhere = folderWith({})
    tksTrust(repository(), ['check', ...named(`junit=${elsewhere}/junit.xml`)])
    expect(read(elsewhere, 'junit.xml')).toContain('<testsuites')
  })
  test('beside text and others, each to its own place', () => {
    const folder = repository()
    const { out, err } = tksTrust(folder, ['check', ...named('text', 'github', 'json', 'sarif=s')])
    expect(err).toMatch(/^certs\/empty\.crt:1\n[\s\S]*^::error file=certs\/empty\.crt,line=1,/m)
    expect(JSON.parse(out).summary.errors).toBe(1)
    expect(JSON.parse(read(folder, 's')).runs[0].results).toHaveLength(1)
  })
})

describe('what is asked for in vain is a mistake', () => {
  test.each([
    [['jsn'], 'unknown format jsn', 'did you mean json?'],
    [['html5page'], 'unknown format html5page', 'one of text, json, github, sarif, gitlab, junit, markdown'],
    [['toString'], 'unknown format toString', 'one of text,'],
    [['json='], '--format json= names no file', '--format json=FILE'],
    [['json', 'gitlab'], 'two formats go to standard output', 'give each a file of its own'],
    [['json=a', 'gitlab=a'], 'two formats go to a', 'give each a file of its own'],
    [['text', 'text'], 'two formats go to text', 'give each a file of its own'],
  ])('%j', (formats, message, fix) => {
    const { code, out, err } = tksTrust('/', ['check', ...named(...formats)])
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: expect.stringContaining(`error: ${message}\n  fix: ${fix}`),
    })
  })
  test('json beside --stdout, but a file or text is not', () => {
    const folder = good()
    expect(tksTrust(folder, ['generate', '--stdout', ...named('json')]).err).toContain('--stdout and a format go to')
    expect(tksTrust(folder, ['generate', '--stdout', ...named('json=r', 'text')]).code).toBe(0)
    expect(JSON.parse(read(folder, 'r')).outputs).toEqual([{ path: 'tks.yaml', state: 'printed', certificates: 1 }])
  })
})

describe('a report is not written over', () => {
  test.each([
    ['the configuration', 'trust.config.yaml', /is not for reports/],
    ['the output', 'tks.yaml', /is not for reports/],
    ['a source', './certs/a.crt', /would be read as a source/],
    ['what would become a source', 'certs/new.crt', /would be read as a source/],
  ])('%s', (_, file, said) => {
    const folder = repository({ 'tks.yaml': '# TkgServiceConfiguration\n' })
    const before = existsSync(join(folder, file)) ? read(folder, file) : undefined
    const { code, err } = tksTrust(folder, ['generate', ...named(`json=${file}`)])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(said) })
    expect(existsSync(join(folder, file)) ? read(folder, file) : undefined).toBe(before)
  })
  test.each([
    ['the configuration', 'trust.config.yaml', /is not for reports/],
    ['a source', 'certs/a.crt', /would be read as a source/],
  ])('%s, through a link', (_, path, said) => {
    const folder = repository({})
    symlinkSync(path, join(folder, 'r.json'))
    const before = read(folder, path)
    const { code, err } = tksTrust(folder, ['generate', ...named('json=r.json')])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(said) })
    expect(read(folder, path)).toBe(before)
  })
  test('another report under another spelling', () => {
    const { code, err } = tksTrust(repository(), ['check', ...named('json=r', 'sarif=./r')])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('./r: error: is named for two formats') })
  })
  test('a folder or a device', () => {
    const folder = repository()
    for (const file of ['certs', '/dev/null']) {
      const { code, err } = tksTrust(folder, ['check', ...named('text', `json=${file}`)])
      expect(code).toBe(2)
      expect(err).toContain('certs/empty.crt:1\n')
      expect(err).toMatch(/cannot be written: it is no regular file\n {2}fix: /)
    }
  })
})

describe('the exit code does not depend on the format', () => {
  test.each(Object.keys(FORMATS))('%s', name => {
    const code = (folder: string) => tksTrust(folder, ['check', ...named(name)]).code
    const clean = good()
    expect(code(clean)).toBe(1)
    tksTrust(clean, ['generate'])
    expect(code(clean)).toBe(0)
    expect(code(repository())).toBe(1)
    expect(code(folderWith({}))).toBe(2)
  })
})

describe('what is said of outputs', () => {
  test('is said whatever the format, and the findings are not', () => {
    const { out, err } = tksTrust(good({ 'certs/b.der': '' }), ['generate', ...named('json')])
    expect(err).toBe('tks.yaml: written, 1 certificate\n')
    expect(JSON.parse(out).findings).toHaveLength(1)
  })
  test('is in the report: written, unchanged, up to date, different, missing', () => {
    const folder = good()
    const state = (command: string) => JSON.parse(tksTrust(folder, [command, ...named('json')]).out).outputs[0].state
    expect(['check', 'generate', 'generate', 'check'].map(state)).toEqual([
      'missing',
      'written',
      'unchanged',
      'up-to-date',
    ])
    writeFileSync(join(folder, 'tks.yaml'), read(folder, 'tks.yaml').replace('antrea', 'calico'))
    expect(state('check')).toBe('differs')
  })
})

describe('in GitHub Actions and GitLab CI', () => {
  const below = () =>
    folderWith({ 'infra/trust.config.yaml': CONFIG, 'infra/certs/empty.crt': '', 'summary.md': '# Before\n' })

  test.each([
    'GITHUB_WORKSPACE',
    'CI_PROJECT_DIR',
  ])('paths start at %s, in whatever folder of it a step runs', variable => {
    const folder = below()
    const { err } = tksTrust(join(folder, 'infra'), ['check', ...named('github')], { env: { [variable]: folder } })
    expect(err).toContain('file=infra/certs/empty.crt,')
  })
  test('a checkout elsewhere is of no matter', () => {
    const { err } = tksTrust(join(below(), 'infra'), ['check', ...named('github')], {
      env: { GITHUB_WORKSPACE: '/elsewhere' },
    })
    expect(err).toContain('file=certs/empty.crt,')
  })
  test('the summary of the job gets the report, after what it has', () => {
    const folder = below()
    const env = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') }
    tksTrust(folder, ['check', '--config', 'infra/trust.config.yaml', ...named('github')], { env })
    expect(read(folder, 'summary.md')).toMatch(/^# Before\n<!-- tks-trust: infra\/trust\.config\.yaml -->\n/)
  })
  test('and nothing where it would grow over a mebibyte', () => {
    const folder = below()
    writeFileSync(join(folder, 'summary.md'), ' '.repeat(1024 * 1024 - 10))
    const env = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') }
    const { code, err } = tksTrust(folder, ['check', '--cwd', 'infra', ...named('github')], { env })
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('the summary of the job is full, at 1 MiB') })
    expect(read(folder, 'summary.md')).toHaveLength(1024 * 1024 - 10)
  })
  test('other formats leave the summary alone', () => {
    const folder = below()
    tksTrust(folder, ['check', '--cwd', 'infra', ...named('json')], {
      env: { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') },
    })
    expect(read(folder, 'summary.md')).toBe('# Before\n')
  })
})

describe('a run that could not work', () => {
  const wrong = { 'infra/trust.config.yaml': 'sources: []\n' }
  const check = (folder: string, ...formats: string[]) =>
    tksTrust(folder, ['check', '--config', 'infra/trust.config.yaml', ...named(...formats)])

  test('is annotated at the line of the configuration', () => {
    const { code, err } = check(folderWith(wrong), 'github')
    expect(code).toBe(2)
    expect(err).toMatch(
      /^::error file=infra\/trust\.config\.yaml,line=1,title=tks-trust::sources must not be empty%0A/m,
    )
    expect(
      err
        .trimEnd()
        .split('\n')
        .filter(line => !line.startsWith('::error ')),
    ).toEqual([])
  })
  test('is told as text as well where that was asked for', () =>
    expect(check(folderWith(wrong), 'text', 'github').err).toMatch(
      /^trust\.config\.yaml:1: error: sources[\s\S]*^::error /m,
    ))
  test('writes no report, and is told as text', () => {
    const folder = folderWith(wrong)
    const { out, err } = check(folder, 'json', 'sarif=out.sarif')
    expect(out).toBe('')
    expect(err).toContain('trust.config.yaml:1: error: sources')
    expect(existsSync(join(folder, 'out.sarif'))).toBe(false)
  })
})

test('a summary that cannot be written is told, after the findings', () => {
  const { code, err } = tksTrust(repository(), ['check', ...named('github')], {
    env: { GITHUB_STEP_SUMMARY: '/gone/summary' },
  })
  expect(code).toBe(2)
  expect(err).toMatch(/^::error [\s\S]*^\/gone\/summary: error: cannot be written: there is no such file/m)
})

test('text in a file has no colours, and is that of the terminal', () => {
  const folder = repository()
  const { err } = tksTrust(folder, ['check'])
  tksTrust(folder, ['check', ...named('text=out.txt')], { env: { FORCE_COLOR: '1' } })
  expect(read(folder, 'out.txt')).toBe(err)
})

test('quiet is for people: a report holds everything', () => {
  const folder = good({ 'certs/b.der': '' })
  expect(JSON.parse(tksTrust(folder, ['check', '--quiet', ...named('json')]).out).findings).toHaveLength(1)
})

test('an old report is replaced, and one behind a link stays behind it', () => {
  const folder = repository({ 'out/real.json': 'old' })
  symlinkSync('real.json', join(folder, 'out/link.json'))
  tksTrust(folder, ['check', ...named('json=out/link.json')])
  expect(JSON.parse(read(folder, 'out/real.json')).command).toBe('check')
})

test('a configuration outside of the repository is told by the way there', () => {
  const folder = repository()
  mkdirSync(join(folder, 'start'))
  const { out } = tksTrust(join(folder, 'start'), ['check', '--config', '../trust.config.yaml', ...named('json')])
  expect(JSON.parse(out).findings[0].path).toBe('../certs/empty.crt')
})
