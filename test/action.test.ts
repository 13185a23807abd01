import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { commandsIn, runAction, type Use } from './support/action-runner.ts'
import { certificate, pem } from './support/certificates.ts'
import { CLI, tksTrust } from './support/cli.ts'
import { folderWith, YAML_CONFIG } from './support/folder.ts'
import { commit, git, repositoryWith } from './support/git.ts'
import { edKey } from './support/keys.ts'
import { RSA_ROOT } from './support/roots.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CONFIG = YAML_CONFIG.replace('certs/**/*', 'certs/*')

/** The folder into which the runner put the action: nothing but what it reads. */
function action(): string {
  const folder = folderWith({ 'package.json': '{ "version": "9.8.7" }' })
  cpSync(join(ROOT, 'action.yml'), join(folder, 'action.yml'))
  return folder
}

/** A repository whose manifest is up to date, with this program among its packages. */
function good(more: Readonly<Record<string, string>> = {}): string {
  const folder = repositoryWith({
    '.gitignore': 'node_modules\n',
    'trust.config.yaml': CONFIG,
    'certs/a.crt': pem(RSA_ROOT),
    ...more,
  })
  tksTrust(folder, ['generate'])
  commit(folder, 'generated')
  return installed(folder)
}

function installed(folder: string): string {
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
  symlinkSync(CLI, join(folder, 'node_modules/.bin/tks-trust'))
  return folder
}

/**
 * An npx that has nothing installed, notes what it is asked for, brings this program, and stands in for `diff`, which is
 * tested elsewhere.
 */
const noting = () => {
  const folder = folderWith({
    npx: `#!/bin/bash
printf '%s\\n' "$*" >> "$(dirname "$0")/asked"
[ "$1" = --yes ] || exit 1
[ "$3" = diff ] && { printf 'the change: %s\\n' "\${@: -1}"; exit "\${DIFF_EXIT:-0}"; }
exec "${process.execPath}" "${CLI}" "\${@:3}"
`,
  })
  chmodSync(join(folder, 'npx'), 0o755)
  return { folder, asked: () => readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n') }
}

const DAY = { SOURCE_DATE_EPOCH: '1781524800', HOME: '/nonexistent' }
const NODE = dirname(process.execPath)

const use = (workspace: string, rest: Partial<Use> = {}, npx = '') => {
  const { env, ...others } = rest
  return runAction({
    action: action(),
    workspace,
    env: {
      ...DAY,
      npm_config_cache: folderWith({}),
      PATH: `${npx === '' ? '' : `${npx}:`}${NODE}:${process.env.PATH}`,
      ...env,
    },
    ...others,
  })
}

test('no input gets into a script but by a variable', () => {
  const scripts = [...readFileSync(join(ROOT, 'action.yml'), 'utf8').matchAll(/^ +run: \|\n((?: {8}.*\n|\n)+)/gm)]
  expect(scripts).toHaveLength(1)
  for (const [, script] of scripts) expect(script).not.toContain('${{')
})

describe('on a good repository', () => {
  test('it passes, with reports and without a word', () => {
    const { code, log, outputs, summary } = use(good())
    expect({ code, log }).toEqual({ code: 0, log: 'tks.yaml: up to date, 1 certificate\n' })
    expect(outputs['exit-code']).toBe('0')
    expect(JSON.parse(readFileSync(outputs.sarif ?? '', 'utf8')).runs[0].results).toEqual([])
    expect(outputs.comment).toBe(readFileSync(outputs['comment-file'] ?? '', 'utf8').trimEnd())
    expect(outputs.comment).toContain('<!-- tks-trust: trust.config.yaml -->\n')
    expect(summary.trimEnd()).toBe(outputs.comment)
  })

  test('in a folder of it, with a configuration of another name', () => {
    const folder = good({ 'in fra/x y.yaml': CONFIG, 'in fra/certs/a.crt': pem(RSA_ROOT) })
    tksTrust(join(folder, 'in fra'), ['generate', '--config', 'x y.yaml'])
    const { code, outputs } = use(folder, { inputs: { 'working-directory': 'in fra', config: 'x y.yaml' } })
    expect(code).toBe(0)
    expect(outputs.comment).toContain('<!-- tks-trust: in_fra/x_y.yaml -->')
  })
})

describe('on a bad one', () => {
  test('it fails, with annotations at the file and all reports', () => {
    const folder = good()
    writeFileSync(join(folder, 'certs/empty.crt'), '')
    const { code, log, outputs, summary } = use(folder)
    expect(code).toBe(1)
    expect(commandsIn(log)).toEqual([
      expect.stringMatching(/^error file=certs\/empty\.crt,line=1,title=tks-trust%3A empty-file::the file is empty/),
    ])
    expect(outputs['exit-code']).toBe('1')
    expect(JSON.parse(readFileSync(outputs.sarif ?? '', 'utf8')).runs[0].results[0].ruleId).toBe('empty-file')
    for (const told of [outputs.comment, summary]) expect(told).toContain('the file is empty')
  })

  test('a manifest that is not up to date is one', () => {
    const folder = good()
    writeFileSync(join(folder, 'certs/b.crt'), pem(certificate({ key: edKey('b'), subject: 'B' })))
    const { code, outputs } = use(folder)
    expect(code).toBe(1)
    expect(outputs.comment).toContain('1 output out of date')
  })

  test('where the check cannot work there are no reports', () => {
    const folder = good()
    writeFileSync(join(folder, 'trust.config.yaml'), 'sources: []\n')
    const { code, log, outputs } = use(folder, { inputs: { base: 'main' } })
    expect(code).toBe(2)
    expect(commandsIn(log)[0]).toMatch(/^error file=trust\.config\.yaml,line=1,/)
    expect(outputs).toEqual({ 'exit-code': '2', sarif: '', comment: '', 'comment-file': '' })
  })

  test('file names and subjects are no commands, in the log and in files', () => {
    const folder = good()
    const nasty = '::set-output name=x::y'
    writeFileSync(join(folder, `certs/${nasty}.crt`), '')
    writeFileSync(join(folder, 'certs/%0A::error::b.crt'), 'x')
    const subject = `a\r\n${nasty}\n::stop-commands::z\nend-of-comment\nexit-code=0\n\u202e`
    writeFileSync(join(folder, 'certs/b.crt'), pem(certificate({ key: edKey('b'), subject, ca: false })))
    const { code, log, outputs } = use(folder)
    expect(code).toBe(1)
    expect(commandsIn(log).filter(line => !/^(?:error|warning|notice) file=/.test(line))).toEqual([])
    expect(commandsIn(log).length).toBeGreaterThanOrEqual(3)
    expect(Object.keys(outputs).sort()).toEqual(['comment', 'comment-file', 'exit-code', 'sarif'])
    expect(outputs['exit-code']).toBe('1')
    expect(outputs.comment).not.toMatch(/^::/m)
  })
})

describe('which version runs', () => {
  const withoutOne = () => {
    const folder = good()
    return repositoryWith({
      'trust.config.yaml': CONFIG,
      'certs/a.crt': pem(RSA_ROOT),
      'tks.yaml': readFileSync(join(folder, 'tks.yaml'), 'utf8'),
    })
  }
  test.each([
    ['that of the action', {}, '9.8.7'],
    ['the one that is asked for', { version: '1.2.3' }, '1.2.3'],
  ])('%s, where the project has none', (_, inputs, version) => {
    const npx = noting()
    expect(use(withoutOne(), { inputs }, npx.folder).code).toBe(0)
    expect(npx.asked()[0]).toBe('--no-install --offline tks-trust --version')
    expect(npx.asked()[1]).toMatch(new RegExp(`^--yes tks-trust@${version} check --format github `))
  })
  test('that of the project, where it has one: npx fetches nothing', () => {
    const broken = folderWith({ curl: '' })
    expect(use(good(), { inputs: { version: '0.0.0-none' }, env: { npm_config_offline: 'true' } }, broken).code).toBe(0)
  })
})

describe('against a base branch', () => {
  /** A clone, as deep as `depth`, on a branch with one commit of its own. */
  const clone = (base: string, depth: string[] = []) => {
    const origin = good()
    if (base !== 'main') git(origin, 'branch', base)
    const folder = join(folderWith({}), 'clone')
    git(origin, 'clone', '--quiet', ...depth, '--branch=main', `file://${origin}`, folder)
    git(folder, 'switch', '--quiet', '--create', 'mine')
    commit(folder, 'mine')
    return folder
  }

  test.each([
    ['of a pull request', { github: { base_ref: 'main' } }],
    ['that is asked for', { inputs: { base: 'main' }, github: { base_ref: 'other' } }],
  ])('%s, from where the two parted', (_, rest) => {
    const npx = noting()
    const { code, outputs } = use(clone('main'), rest, npx.folder)
    expect(code).toBe(0)
    expect(outputs.comment).toMatch(/^<!-- tks-trust: [\s\S]*\nthe change: refs\/remotes\/origin\/main\.\.\.$/)
    expect(npx.asked().at(-1)).toBe('--yes tks-trust@9.8.7 diff --format markdown refs/remotes/origin/main...')
  })

  test('that a shallow clone does not have, which is fetched, and compared as it stands', () => {
    const { outputs } = use(clone('release', ['--depth=1']), { inputs: { base: 'release' } }, noting().folder)
    expect(outputs.comment).toMatch(/\nthe change: refs\/remotes\/origin\/release(?:\.\.\.)?$/)
  })

  test('without one, as on a push, there is nothing to compare', () => {
    const { outputs } = use(clone('main'), {}, noting().folder)
    expect(outputs.comment).not.toContain('the change')
  })

  test.each([
    "$(touch$IFS''pwned)",
    `";touch$IFS''pwned;"`,
    '\';touch$IFS""pwned;\'',
  ])('named %s, which is a name and nothing else', base => {
    const folder = clone(base)
    const { code, outputs } = use(folder, { inputs: { base } }, noting().folder)
    expect(code).toBe(0)
    expect(outputs.comment).toContain(`the change: refs/remotes/origin/${base}...`)
    expect(readdirSync(folder)).not.toContain('pwned')
  })

  test('where the comparison fails, the check still counts, and the log says so', () => {
    const { code, log, outputs } = use(
      clone('main'),
      { inputs: { base: 'main' }, env: { DIFF_EXIT: '2' } },
      noting().folder,
    )
    expect(code).toBe(0)
    expect(commandsIn(log)).toEqual([expect.stringMatching(/^warning title=tks-trust::what changes against/)])
    expect(outputs.comment).not.toContain('the change')
  })

  test('for real', () => {
    const folder = installed(clone('main'))
    writeFileSync(join(folder, 'certs/b.crt'), pem(certificate({ key: edKey('b'), subject: 'Brand New' })))
    tksTrust(folder, ['generate'])
    const { code, log, outputs } = use(folder, { inputs: { base: 'main' } })
    expect({ code, log }).toEqual({ code: 0, log: 'tks.yaml: up to date, 2 certificates\n' })
    expect(outputs.comment).toContain('Brand New')
  })
})

test.each(['config', 'version', 'working-directory'])('an input %s runs nothing', name => {
  const folder = good()
  const nasty = '$(touch pwned)`touch pwned`";touch pwned;"'
  if (name === 'working-directory') mkdirSync(join(folder, nasty))
  const { code } = use(folder, { inputs: { [name]: nasty } }, noting().folder)
  expect(code).toBe(name === 'version' ? 0 : 2)
  for (const place of [folder, join(folder, nasty)]) expect(existsSync(join(place, 'pwned'))).toBe(false)
})
