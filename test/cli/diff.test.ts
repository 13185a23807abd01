import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { certificate, pem } from '../support/certificates.ts'
import { CLI, tksTrust } from '../support/cli.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { edKey } from '../support/keys.ts'
import { repositoryWith } from '../support/repository.ts'

const one = pem(certificate({ key: edKey('sides one'), subject: 'One' }))
const two = pem(certificate({ key: edKey('sides two'), subject: 'Two' }))

/** A repository whose last commit trusts one CA, and whose folder holds two. */
function repository() {
  const made = repositoryWith({ 'trust.config.yaml': YAML_CONFIG, 'certs/one.crt': one })
  tksTrust(made.folder, ['generate', '--quiet'])
  made.commit('one')
  made.write('certs/two.crt', two)
  return made
}
const changesIn = (out: string) => [...out.matchAll(/^ {2}([-+~=]) (\S+)/gm)].map(([, sign, name]) => `${sign} ${name}`)

describe('a side is', () => {
  test.each([
    ['by default the last commit, and the folder', [], ['+ two']],
    ['a revision, and the folder', ['HEAD'], ['+ two']],
    ['where two branches parted', ['main...'], ['+ two']],
    ['where two revisions parted', ['main...HEAD', 'HEAD'], []],
    ['two revisions', ['HEAD', 'HEAD'], []],
    ['a manifest', ['tks.yaml'], ['+ two']],
    ['a file of a revision', ['HEAD:tks.yaml', 'tks.yaml'], []],
    ['a file of a revision, from here', ['HEAD:./tks.yaml', 'tks.yaml'], []],
    ['a folder with a configuration', ['tks.yaml', '.'], ['+ two']],
    ['a folder of certificates', ['tks.yaml', 'certs'], ['+ two']],
    ['a folder of certificates first', ['certs', 'HEAD'], ['- two']],
  ])('%s', (_, operands, expected) => {
    const { code, out, err } = tksTrust(repository().folder, ['diff', ...operands])
    expect({ code, err, changes: changesIn(out) }).toEqual({ code: 0, err: '', changes: expected })
  })

  test('standard input, as kubectl prints a live object', () => {
    const { folder } = repository()
    const live = readFileSync(join(folder, 'tks.yaml'), 'utf8').concat('status: {}\n')
    const { stdout, status } = spawnSync(process.execPath, [CLI, 'diff', '-'], {
      cwd: folder,
      input: live,
      encoding: 'utf8',
    })
    expect({ status, changes: changesIn(stdout) }).toEqual({ status: 0, changes: ['+ two'] })
  })

  test('the disk, where there is no repository', () => {
    const folder = folderWith({ 'trust.config.yaml': YAML_CONFIG, 'certs/one.crt': one })
    expect(changesIn(tksTrust(folder, ['diff']).out)).toEqual(['+ one'])
  })

  test('relative to the configuration, also in a folder below that of the repository', () => {
    const made = repositoryWith({ 'infra/trust.config.yaml': YAML_CONFIG, 'infra/certs/one.crt': one })
    tksTrust(made.folder, ['generate', '--quiet', '--config', 'infra/trust.config.yaml'])
    made.commit('one')
    made.write('infra/certs/two.crt', two)
    const { out } = tksTrust(made.folder, ['diff', 'HEAD', '--config', 'infra/trust.config.yaml'])
    expect(changesIn(out)).toEqual(['+ two'])
  })
})

describe('what is new is judged', () => {
  test('by the rules as the configuration sets them, errors or not', () => {
    const made = repository()
    made.write(
      'certs/dead.crt',
      pem(certificate({ key: edKey('sides dead'), subject: 'Dead', notAfter: '2021-01-01' })),
    )
    const { code, out } = tksTrust(made.folder, ['diff'])
    expect({ code, changes: changesIn(out) }).toEqual({ code: 0, changes: ['+ dead', '+ two'] })
    expect(out).toMatch(/error {4}it expired on 2021-01-01, and is new to tks.yaml \[expired\]/)
    made.write('trust.config.yaml', `${YAML_CONFIG}rules: { expired: 'off' }\n`)
    expect(tksTrust(made.folder, ['diff']).out).not.toContain('[expired]')
  })
})

describe('a repository of another user, into which git does not look, is not taken for a folder without one:', () => {
  test.each([
    ['by default', []],
    ['where a revision is named', ['HEAD']],
    ['where a file of a revision is named', ['HEAD:tks.yaml']],
  ])('%s', (_, operands) => {
    const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }
    const { code, out, err } = tksTrust(repository().folder, ['diff', ...operands], { env })
    expect(err).toMatch(/error: git does not look into it: .*\n {2}fix: git -C .* safe\.directory/)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })
})

// Root may read everything: the program runs as another user.
test.runIf(process.getuid?.() === 0)('a folder that nobody may look into is told', () => {
  const folder = folderWith({ 'closed/tks.yaml': '' })
  chmodSync(folder, 0o755)
  chmodSync(join(folder, 'closed'), 0o700)
  const { code, err } = tksTrust(folder, ['diff', 'closed/tks.yaml', 'closed/tks.yaml'], { uid: 12345 })
  expect(err).toContain('closed/tks.yaml: error: cannot be read: permission denied')
  expect(code).toBe(2)
})

test('a manifest of a revision may be larger than etcd takes', () => {
  const made = repository()
  made.write('tks.yaml', `${readFileSync(join(made.folder, 'tks.yaml'), 'utf8')}${'\n'.repeat(20 * 1024 * 1024)}`)
  made.commit('large')
  expect(changesIn(tksTrust(made.folder, ['diff']).out)).toEqual(['+ two'])
})

test.each([
  ['a file', ['tks.yaml'], 'tks.yaml'],
  ['a file of a revision', ['HEAD:tks.yaml'], 'HEAD:tks.yaml'],
])('%s that is not UTF-8 is not compared', (_, operands, where) => {
  const made = repository()
  made.write(
    'tks.yaml',
    Buffer.concat([readFileSync(join(made.folder, 'tks.yaml')), Buffer.from('# caf\u00e9', 'latin1')]),
  )
  made.commit('latin1')
  const { code, err } = tksTrust(made.folder, ['diff', ...operands])
  expect(err).toMatch(new RegExp(`^${where}: error: is not UTF-8\n`))
  expect(code).toBe(2)
})

describe('a report is not written over', () => {
  test.each([
    ['the configuration', 'trust.config.yaml', /is not for reports: it is the configuration/],
    ['a manifest that is compared', './tks.yaml', /is not for reports: certificates are read from it/],
    ['a source', 'certs/one.crt', /would be read as a source/],
  ])('%s', (_, file, said) => {
    const { folder } = repository()
    const before = readFileSync(join(folder, file))
    const { code, err } = tksTrust(folder, ['diff', 'tks.yaml', 'HEAD:tks.yaml', '--format', `json=${file}`])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(said) })
    expect(readFileSync(join(folder, file))).toEqual(before)
  })
  test('the configuration, though it cannot be used', () => {
    const made = repository()
    made.write('trust.config.yaml', 'sources: [')
    const { code, err } = tksTrust(made.folder, ['diff', 'tks.yaml', 'tks.yaml', '--format', 'json=trust.config.yaml'])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('it is the configuration') })
  })
})

test('a report that cannot be written takes nothing from the others', () => {
  const { folder } = repository()
  const { code, out, err } = tksTrust(folder, [
    'diff',
    '--format',
    'json=certs',
    '--format',
    'markdown=m',
    '--format',
    'text',
  ])
  expect(code).toBe(2)
  expect(out).toContain('+ two')
  expect(err).toContain('certs: error: cannot be written')
  expect(readFileSync(join(folder, 'm'), 'utf8')).toContain('two')
})

describe('a mistake says what to type next', () => {
  test.each([
    ['a word that is nothing', ['nowhere'], /nowhere: error: is no file, no folder and no revision/],
    ['a word that looks like a flag of git', ['--', '--output=x'], /is no file, no folder and no revision/],
    ['standard input twice', ['-', '-'], /standard input can be one side only/],
    ['three sides', ['a', 'b', 'c'], /c/],
    ['a file that is no manifest', ['trust.config.yaml'], /trust.config.yaml:1: error: cannot be compared/],
    ['an unknown format', ['--format', 'sarif'], /unknown format sarif/],
  ])('%s', (_, operands, said) => {
    const { code, err, out } = tksTrust(repository().folder, ['diff', ...operands])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(said)
    expect(err).not.toMatch(/\n {4}at /)
  })

  test('several outputs against one manifest', () => {
    const made = repository()
    made.write(
      'trust.config.yaml',
      `${YAML_CONFIG}${YAML_CONFIG.slice(YAML_CONFIG.indexOf('  - path')).replace('tks.yaml', 'other.yaml')}`,
    )
    const { stderr } = spawnSync(process.execPath, [CLI, 'diff', '-'], {
      cwd: made.folder,
      input: readFileSync(join(made.folder, 'tks.yaml')),
      encoding: 'utf8',
    })
    expect(stderr).toMatch(/name one of the outputs: tks.yaml, other.yaml/)
    expect(changesIn(tksTrust(made.folder, ['diff', 'tks.yaml']).out)).toEqual(['+ two'])
  })
})
