import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { COMMAND_NAMES } from '../src/command-table.ts'
import type { Json } from '../src/model.ts'
import { isRecord, valueAt } from '../src/object.ts'
import { withAttributes } from '../src/setup/attributes.ts'
import { githubWorkflow, gitlabJobs } from '../src/setup/ci-text.ts'
import { parseObject } from '../src/yaml.ts'
import { folderWith } from './support/folder.ts'
import { blocksIn, expectPage, withFiles } from './support/page.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const updating = process.env.UPDATE === '1'
const { version }: { version: string } = JSON.parse(read('package.json'))
const at = (value: Json, path: string) => valueAt(value, path.split('.'))
const listAt = (value: Json, path: string): readonly Json[] => {
  const list = at(value, path)
  return Array.isArray(list) ? list : []
}

describe('what init writes is what is shown', () => {
  const usual = { version, installed: false, folder: '', branch: undefined }
  test.each([
    ['ci/github.yml', githubWorkflow(usual)],
    ['ci/gitlab.yml', gitlabJobs(usual)],
  ])('%s', (path, text) => {
    if (updating) writeFileSync(join(root, path), text)
    expect(read(path)).toBe(text)
  })
})

describe('docs/ci.md', () => {
  const blocks = (language: string) => blocksIn(read('docs/ci.md'), language)

  test('shows the files of ci as they are', () => {
    expectPage('docs/ci.md', withFiles)
    for (const name of readdirSync(join(root, 'ci'))) expect(read('docs/ci.md')).toContain(` file=ci/${name}\n`)
  })

  test('shows the git attributes that init writes', () => expect(blocks('gitattributes')).toEqual([withAttributes('')]))

  test('shows YAML that is YAML, with the version of the package', () => {
    for (const text of blocks('yaml')) expect(isRecord(parseObject(text))).toBe(true)
    const named = [
      ...read('docs/ci.md').matchAll(/tks-trust@v?(\d\S*?)['"\s]/g),
      ...read('docs/ci.md').matchAll(/rev: v(\S+)/g),
    ]
    expect(named.length).toBeGreaterThan(4)
    expect([...new Set(named.map(([, number]) => number))]).toEqual([version])
  })

  test('shows the hook for pre-commit as .pre-commit-hooks.yaml has it', () => {
    const [ours] = listAt({ hooks: parseObject(read('.pre-commit-hooks.yaml')) }, 'hooks')
    const local = blocks('yaml')
      .map(parseObject)
      .flatMap(value => listAt(value, 'repos'))
      .find(repo => at(repo, 'repo') === 'local')
    const [shown] = listAt(local ?? null, 'hooks')
    for (const key of ['id', 'name', 'entry', 'language', 'files', 'pass_filenames', 'require_serial'])
      expect(at(shown ?? null, key), key).toEqual(at(ours ?? null, key))
  })

  test('tells every input and output of the action', () => {
    const action = parseObject(read('action.yml'))
    const told = [...read('docs/ci.md').matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(
      ([, cell = '']) => cell.match(/[\w-]+/g) ?? [],
    )
    const keys = (path: string) => Object.keys(at(action, path) ?? {})
    expect(told.sort()).toEqual([...keys('inputs'), ...keys('outputs')].sort())
  })
})

describe('commands in CI files', () => {
  const files = [
    'ci/github.yml',
    'ci/gitlab.yml',
    'ci/github-pull-requests.yml',
    '.pre-commit-hooks.yaml',
    'action.yml',
    'docs/ci.md',
  ]
  test.each(files)('%s names commands that there are', path => {
    const named = [
      ...read(path).matchAll(
        /(?:npx(?: --[\w-]+)* tks-trust(?:@[^\s`]+)?|entry: tks-trust|"\$\{program\[@\]\}") ([a-z]+)/g,
      ),
    ].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter(name => !COMMAND_NAMES.some(known => known === name))).toEqual([])
  })
})

describe('GitHub', () => {
  test('action.yml is a composite action', () => {
    const action = parseObject(read('action.yml'))
    for (const key of ['name', 'description', 'runs.using']) expect(at(action, key), key).toEqual(expect.any(String))
    expect(at(action, 'runs.using')).toBe('composite')
    for (const step of listAt(action, 'runs.steps'))
      expect(step).toMatchObject({ id: expect.any(String), shell: 'bash', run: expect.any(String) })
    for (const group of ['inputs', 'outputs'])
      for (const [name, value] of Object.entries(at(action, group) ?? {})) {
        expect(name).toMatch(/^[a-z][a-z-]*$/)
        expect(value).toMatchObject({
          description: expect.any(String),
          [group === 'inputs' ? 'default' : 'value']: expect.any(String),
        })
      }
  })

  test.each(['ci/github.yml', 'ci/github-pull-requests.yml'])('%s is a workflow that may little', path => {
    const workflow = parseObject(read(path))
    expect(Object.keys(workflow ?? {})).toEqual(['name', 'on', 'permissions', 'jobs'])
    expect(at(workflow, 'permissions')).toEqual({ contents: 'read' })
    expect(at(workflow, 'on.schedule')).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \d$/) }])
    for (const [name, job] of Object.entries(at(workflow, 'jobs') ?? {})) {
      expect(at(job, 'if'), name).toMatch(/schedule/)
      expect(at(job, 'runs-on'), name).toBe('ubuntu-latest')
      for (const step of listAt(job, 'steps')) {
        expect(Object.keys(step ?? {}).filter(key => key === 'uses' || key === 'run')).toHaveLength(1)
        expect(at(step, 'run') ?? '').not.toContain('${' + '{')
      }
    }
  })

  test('the workflow names inputs and outputs that the action has', () => {
    const action = parseObject(read('action.yml'))
    const named = [...read('ci/github-pull-requests.yml').matchAll(/steps\.trust\.outputs\.([\w-]+)/g)].map(
      ([, name = '']) => name,
    )
    expect(named.length).toBeGreaterThan(2)
    for (const name of named) expect(at(action, `outputs.${name}`), name).toBeDefined()
  })
})

test('GitLab: jobs with a script, rules and reports', () => {
  const jobs = parseObject(read('ci/gitlab.yml'))
  expect(Object.keys(jobs ?? {})).toEqual(['tks-trust', 'tks-trust-expiry'])
  for (const [name, job] of Object.entries(jobs ?? {}))
    expect(job, name).toMatchObject({
      stage: 'test',
      image: expect.any(String),
      rules: expect.any(Array),
      script: [expect.stringContaining('tks-trust')],
    })
  expect(at(jobs, 'tks-trust.artifacts')).toEqual({
    when: 'always',
    reports: { codequality: 'gl-code-quality-report.json', junit: 'tks-trust.xml' },
  })
  const script = listAt(jobs, 'tks-trust.script').join(' ')
  for (const report of ['gitlab=gl-code-quality-report.json', 'junit=tks-trust.xml'])
    expect(script).toContain(`--format ${report}`)
})

test.each([
  ["a b'c: #d", "cd 'a b'\\''c: #d'"],
  ['$(x)', "cd '$(x)'"],
  ['-x', 'cd ./-x'],
  ['a/b.c', 'cd a/b.c'],
])('a folder named %s stays a name, for YAML and for the shell', (folder, cd) => {
  const choices = { version, installed: true, folder, branch: undefined }
  expect(at(parseObject(githubWorkflow(choices)), 'jobs.check.defaults.run.working-directory')).toBe(folder)
  const jobs = parseObject(gitlabJobs(choices))
  const job = Object.keys(jobs ?? {})[0] ?? ''
  expect(job).toMatch(/^tks-trust-[a-z0-9-]+$/)
  expect(listAt(jobs, `${job}.script`).slice(0, 2)).toEqual([cd, 'npm ci'])
  expect(at(jobs, `${job}.artifacts.reports.junit`)).toBe(`${folder}/tks-trust.xml`)
})

describe('pre-commit', () => {
  const hooks = listAt({ hooks: parseObject(read('.pre-commit-hooks.yaml')) }, 'hooks')
  test.each(
    hooks.map(hook => [String(at(hook, 'id')), hook] as const),
  )('%s has what pre-commit requires, and runs once', (_, hook) =>
    expect(hook).toMatchObject({
      id: expect.any(String),
      name: expect.any(String),
      entry: expect.stringMatching(/^tks-trust /),
      language: 'node',
      pass_filenames: false,
      require_serial: true,
    }))

  test.each([
    ['certs/a.crt', true],
    ['certs/A.PEM', true],
    ['prod/tks.yaml', true],
    ['trust.config.ts', true],
    ['x/trust.config.yaml', true],
    ['src/index.ts', false],
    ['my-trust.config.ts', false],
    ['certs/README.md', false],
  ])('%s: %s', (path, wanted) => {
    for (const hook of hooks) {
      const files = String(at(hook, 'files'))
      expect(files.startsWith('(?i)')).toBe(true)
      expect(new RegExp(files.slice(4), 'i').test(path)).toBe(wanted)
    }
  })
})

describe('prepare', () => {
  const prepare = (folder: string, command: string, env: Record<string, string> = {}) =>
    execFileSync('sh', ['-c', JSON.parse(read('package.json')).scripts.prepare], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', npm_command: command, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const build = "await import('node:fs').then(fs => fs.writeFileSync('built', ''))\n"
  const packageWith = (more: Record<string, string>) => folderWith({ 'package.json': '{"type": "module"}', ...more })
  const clone = { 'scripts/prepare.js': read('scripts/prepare.js'), 'scripts/build.js': build }
  const tools = { 'node_modules/esbuild/package.json': '{}', 'node_modules/typescript/package.json': '{}' }

  test('fetches the tools where npm forgot them: for a global installation from git', () => {
    const npm = folderWith({
      npm: '#!/bin/sh\necho noise; mkdir -p node_modules/esbuild node_modules/typescript; echo "$*" > asked\n',
    })
    chmodSync(join(npm, 'npm'), 0o755)
    const folder = packageWith(clone)
    expect(prepare(folder, 'install', { PATH: `${npm}:${process.env.PATH}`, npm_config_global: 'true' })).toBe('')
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toMatch(/^ci --include=dev --ignore-scripts /)
    expect(existsSync(join(folder, 'built'))).toBe(true)
  })

  test.each([
    ['builds where the package is installed from git', { ...clone, ...tools }, 'install', true],
    ['builds for npm pack', { ...clone, ...tools }, 'pack', true],
    ['leaves npm ci alone, whose users build what they need', { ...clone, ...tools }, 'ci', false],
    ['does nothing without the tools', clone, 'install', false],
    ['does nothing in the published package, which has no scripts', {}, 'install', false],
  ])('%s', (_, files, command, built) => {
    const folder = packageWith(files)
    expect(prepare(folder, command)).toBe('')
    expect(existsSync(join(folder, 'built'))).toBe(built)
  })
})
