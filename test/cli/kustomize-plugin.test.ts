import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PLUGIN_USE } from '../../src/setup/kustomize-plugin.ts'
import { CLI, tksTrust } from '../support/cli.ts'
import { folderWith } from '../support/folder.ts'
import { repositoryWith } from '../support/git.ts'
import { describeWith } from '../support/programs.ts'

/** Stands for the program: an ES module that prints what it was asked, below our group. */
const STAND_IN = `#!/usr/bin/env node
import { readFileSync } from 'node:fs'
const spec = readFileSync(process.argv[2], 'utf8')
process.stdout.write(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'seen' }, data: { spec, folder: process.cwd() } }))
// tks-trust.dev/v1
`
const PLUGIN = 'tks-trust.dev/v1/trustedcas/TrustedCAs'
const MANIFEST = 'tks-trust.dev/v1/trustedcas/package.json'

/** A copy of what is packed, with the stand-in in it, as it lies in somebody's node_modules. */
let program = ''
const cleaning: (() => void)[] = []
beforeAll(() => {
  const folder = folderWith({ 'package.json': '{"type":"module"}' }, clean => cleaning.push(clean))
  cpSync(dirname(CLI), join(folder, 'dist'), { recursive: true })
  program = join(folder, 'dist/cli.js')
  writeFileSync(join(folder, 'dist/krm.js'), STAND_IN)
})
afterAll(() => {
  for (const clean of cleaning) clean()
})

const init = (env: Readonly<Record<string, string>>, ...args: string[]) =>
  tksTrust('/', ['init', '--kustomize-plugin', ...args], { env, program })
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

/** A folder of plugins with what is in it, and the plugin's own path. */
function plugins(files: Readonly<Record<string, string>> = {}) {
  const home = folderWith(files)
  return { home, env: { KUSTOMIZE_PLUGIN_HOME: home }, file: join(home, PLUGIN) }
}

describe('the plugin is installed where kustomize looks', () => {
  test.each([
    ['in $KUSTOMIZE_PLUGIN_HOME', ['own', 'xdg/kustomize/plugin', 'home/.config/kustomize/plugin'], 'own'],
    [
      'in $XDG_CONFIG_HOME where the first is not there',
      ['xdg/kustomize/plugin', 'home/kustomize/plugin'],
      'xdg/kustomize/plugin',
    ],
    [
      'in $HOME/.config where neither is',
      ['home/.config/kustomize/plugin', 'home/kustomize/plugin'],
      'home/.config/kustomize/plugin',
    ],
    ['in $HOME/kustomize/plugin where only that is', ['home/kustomize/plugin'], 'home/kustomize/plugin'],
    ['and in the first of them, which is made, where none is', [], 'own'],
  ])('%s', (_, there, expected) => {
    const root = folderWith({})
    for (const folder of there) mkdirSync(join(root, folder), { recursive: true })
    const { code, err } = init({
      KUSTOMIZE_PLUGIN_HOME: join(root, 'own'),
      XDG_CONFIG_HOME: join(root, 'xdg'),
      HOME: join(root, 'home'),
    })
    expect(code).toBe(0)
    expect(err).toContain(`${join(root, expected, PLUGIN)}: written\n`)
    expect(err.includes(`KUSTOMIZE_PLUGIN_HOME is ${root}/own, which is not there`)).toBe(expected !== 'own')
    expect(existsSync(join(root, expected, PLUGIN))).toBe(true)
  })

  test.each([
    ['XDG_CONFIG_HOME', 'kustomize/plugin'],
    ['HOME', '.config/kustomize/plugin'],
  ])('with nothing but %s set, in %s below it', (name, folder) => {
    const root = folderWith({})
    expect(init({ [name]: root }).err).toMatch(`${join(root, folder, PLUGIN)}: written\n`)
  })

  test.each([
    ['no variable is set', {}, 'none is set\n  fix: KUSTOMIZE_PLUGIN_HOME=/'],
    ['they are empty', { KUSTOMIZE_PLUGIN_HOME: '', HOME: '' }, 'none is set\n  fix: KUSTOMIZE_PLUGIN_HOME=/'],
    ['the folder is relative', { KUSTOMIZE_PLUGIN_HOME: 'plugins' }, 'wherever it is started'],
    [
      'the way to it leads through a file',
      { KUSTOMIZE_PLUGIN_HOME: '/dev/null/a' },
      'a part of the path is not a folder',
    ],
  ])('where %s it is a mistake, and what to type is said', (_, env, said) => {
    const { code, err } = init(env)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(said) })
  })
})

describe('what is installed', () => {
  test('is a copy that anybody may run, with the word that it is a module, and nothing else', () => {
    const { home, env, file } = plugins()
    expect(init(env)).toEqual({ code: 0, out: '', err: `${file}: written\nnext:\n${PLUGIN_USE}` })
    expect(readFileSync(file, 'utf8')).toBe(STAND_IN)
    expect(modeOf(file)).toBe('755')
    expect(readFileSync(join(home, MANIFEST), 'utf8')).toBe('{"type":"module"}\n')
    expect(readdirSync(home, { recursive: true }).filter(path => String(path).split('/').length > 3)).toEqual([
      PLUGIN,
      MANIFEST,
    ])
    expect(readdirSync(join(home, 'tks-trust.dev/v1'))).toEqual(['trustedcas'])
  })

  test('runs below a package.json that says CommonJS', () => {
    const { env, file } = plugins({ 'package.json': '{"type":"commonjs"}', 'config.yaml': 'spec: {}\n' })
    init(env)
    expect(execFileSync(file, ['config.yaml'], { cwd: env.KUSTOMIZE_PLUGIN_HOME, encoding: 'utf8' })).toContain(
      '"seen"',
    )
  })

  test('is there already the second time, and updated where it is another version or lost its mode', () => {
    const { home, env, file } = plugins()
    init(env)
    const { ino } = statSync(file)
    expect(init(env).err).toBe(`${file}: exists, left unchanged\n`)
    expect(statSync(file).ino).toBe(ino)
    for (const spoil of [
      () => writeFileSync(file, `${STAND_IN}// older\n`),
      () => chmodSync(file, 0o644),
      () => rmSync(join(home, MANIFEST)),
    ]) {
      spoil()
      expect(init(env, '--dry-run').err).toBe(`${file}: would be updated\n`)
      expect(init(env).err).toBe(`${file}: updated\n`)
      expect(init(env).err).toBe(`${file}: exists, left unchanged\n`)
    }
  })

  test('is nothing with --dry-run', () => {
    const { home, env, file } = plugins()
    expect(init(env, '--dry-run')).toEqual({ code: 0, out: '', err: `${file}: would be written\n` })
    expect(readdirSync(home)).toEqual([])
  })

  test.each([
    ['a wrapper of somebody', PLUGIN, '#!/bin/sh\nexec tks-trust-krm "$@" # tks-trust.dev/v1\n'],
    ['a script for node that is not ours', PLUGIN, '#!/usr/bin/env node\n'],
    ['a package.json that says something else', MANIFEST, '{"type":"commonjs"}'],
    ['a package.json that cannot be read', MANIFEST, 'null'],
  ])('is not put in the place of %s, unless --force is given', (_, path, mine) => {
    const { home, env, file } = plugins({ [path]: mine })
    expect(init(env)).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(
        `^${join(home, path)}: error: is there already, and init did not write it\n  fix: .*--force`,
      ),
    })
    expect(readFileSync(join(home, path), 'utf8')).toBe(mine)
    expect(init(env, '--force', '--dry-run').err).toBe(`${file}: would be replaced\n`)
    expect(init(env, '--force').err).toBe(`${file}: replaced\n`)
    expect(init(env).err).toBe(`${file}: exists, left unchanged\n`)
  })

  test('is not written through a link, which --force replaces', () => {
    const { env, file } = plugins({ 'mine.js': STAND_IN })
    mkdirSync(dirname(file), { recursive: true })
    symlinkSync(join(env.KUSTOMIZE_PLUGIN_HOME, 'mine.js'), file)
    writeFileSync(join(env.KUSTOMIZE_PLUGIN_HOME, 'mine.js'), 'mine')
    expect(init(env)).toMatchObject({ code: 2, err: expect.stringContaining('is a symbolic link') })
    expect(init(env, '--force').err).toBe(`${file}: replaced\n`)
    expect(readFileSync(file, 'utf8')).toBe(STAND_IN)
    expect(readFileSync(join(env.KUSTOMIZE_PLUGIN_HOME, 'mine.js'), 'utf8')).toBe('mine')
  })

  test('is not half there where it cannot be put, and nothing is left beside', () => {
    const { home, env, file } = plugins()
    mkdirSync(join(file, 'mine'), { recursive: true })
    const { code, err } = init(env, '--force')
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`${file}: error: cannot be written: `) })
    expect(readdirSync(join(home, 'tks-trust.dev/v1'))).toEqual(['trustedcas'])
  })

  test('is what the package has beside the program, and where that is missing it is said', () => {
    const { home, env } = plugins()
    const { code, err } = tksTrust('/', ['init', '--kustomize-plugin'], {
      env,
      program: withoutKrm(),
    })
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/\/dist\/krm\.js: error: is missing, and .*\n {2}fix: npx --yes tks-trust@\d/),
    })
    expect(readdirSync(home)).toEqual([])
  })
})

function withoutKrm(): string {
  const folder = folderWith({ 'package.json': '{"type":"module"}' })
  cpSync(dirname(CLI), join(folder, 'dist'), { recursive: true })
  rmSync(join(folder, 'dist/krm.js'), { force: true })
  return join(folder, 'dist/cli.js')
}

describe('the folder it is started in', () => {
  const initIn = (folder: string, ...args: string[]) =>
    tksTrust(folder, ['init', '--kustomize-plugin', ...args], {
      env: { KUSTOMIZE_PLUGIN_HOME: join(folder, 'plugins') },
      program,
    })

  test.each(['', '--force', '--dry-run'])('is left alone with --kustomize-plugin %s', flag => {
    const folder = repositoryWith({ 'trust.config.yaml': 'mine: true\n' })
    expect(initIn(folder, ...flag.split(' ').filter(arg => arg !== '')).code).toBe(0)
    expect(readdirSync(folder).filter(name => name !== '.git' && name !== 'plugins')).toEqual(['trust.config.yaml'])
    expect(readFileSync(join(folder, 'trust.config.yaml'), 'utf8')).toBe('mine: true\n')
  })

  test.each([
    '--typescript',
    '--cni calico',
    '--api-version v1alpha2',
    '--gitops flux',
    '--ci github',
    '--git',
  ])('is set up as well with %s', flags => {
    const folder = repositoryWith({})
    const { code, err } = initIn(folder, ...flags.split(' '))
    expect(code).toBe(0)
    expect(err).toMatch(/^trust\.config\.(?:yaml|ts): written\n[\s\S]*\/TrustedCAs: written\nnext:\n/)
    expect(readdirSync(folder)).toContain('.gitattributes')
  })

  test('gets neither where a flag is wrong', () => {
    const folder = folderWith({})
    expect(initIn(folder, '--cni', 'calicoo').code).toBe(2)
    expect(readdirSync(folder)).toEqual([])
  })
})

/** The lines of `next:` as they stand in a kustomization. */
const kustomization = () => {
  const lines = PLUGIN_USE.split('\n').filter(line => line.startsWith('    '))
  return lines.map(line => `${line.slice(4)}\n`).join('')
}

const render = (command: readonly string[], home: string) => {
  const folder = folderWith({ 'kustomization.yaml': kustomization(), 'package.json': '{"type":"commonjs"}' })
  const { env } = { env: { PATH: process.env.PATH ?? '', KUSTOMIZE_PLUGIN_HOME: home } }
  const [name = '', ...args] = command
  const out = execFileSync(name, [...args, '--enable-alpha-plugins', '.'], { cwd: folder, env, encoding: 'utf8' })
  return { folder, seen: load(out) }
}

const expected = (folder: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'seen' },
  data: { folder, spec: expect.stringMatching(/^apiVersion: tks-trust\.dev\/v1\nkind: TrustedCAs\n/) },
})

describeWith(['kubectl'], 'kubectl kustomize runs what is installed, as next: says', pathOf => {
  test('from a kustomization', () => {
    const { home, env } = plugins()
    init(env)
    const { folder, seen } = render([pathOf('kubectl'), 'kustomize'], home)
    expect(seen).toEqual(expected(folder))
  })
})

describeWith(['kustomize'], 'kustomize build runs what is installed, as next: says', pathOf => {
  test('from a kustomization', () => {
    const { home, env } = plugins()
    init(env)
    const { folder, seen } = render([pathOf('kustomize'), 'build'], home)
    expect(seen).toEqual(expected(folder))
  })
})
