import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { tksTrust } from './support/cli.ts'
import { git, repositoryWith } from './support/git.ts'
import { objectsIn, violationsOfKind } from './support/kinds.ts'
import { describeWith } from './support/programs.ts'
import { copyOf, EXAMPLES, ran, withFunction } from './support/rendering.ts'

const read = (...path: readonly string[]) => readFileSync(join(EXAMPLES, ...path), 'utf8')
const names = readdirSync(EXAMPLES, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : []))
const filesIn = (name: string) =>
  readdirSync(join(EXAMPLES, name), { recursive: true, withFileTypes: true }).flatMap(entry =>
    entry.isFile() ? [join(entry.parentPath, entry.name).slice(EXAMPLES.length + 1)] : [],
  )

test('every example is in the list, and has a page of its own', () => {
  const listed = [...read('README.md').matchAll(/\]\((?!http)([\w-]+)\)/g)].map(([, name]) => name)
  expect(listed.sort()).toEqual(names)
  for (const name of names) expect(filesIn(name)).toContain(`${name}/README.md`)
})

describe('what is committed is what generate writes, without a word', () => {
  const configured = names.filter(name => existsSync(join(EXAMPLES, name, 'trust.config.yaml')))
  test.each(configured)('%s', name => {
    const folder = copyOf(name)
    expect(tksTrust(folder, ['check'])).toEqual({
      code: 0,
      out: '',
      err: expect.stringMatching(/^\S+: up to date, 2 certificates\n$/),
    })
  })
})

describe('what init writes is what is committed', () => {
  test.each([
    ['argocd', ['--gitops', 'argocd']],
    ['flux', ['--gitops', 'flux']],
    ['github', ['--ci', 'github']],
    ['gitlab', ['--ci', 'gitlab']],
  ])('%s', (name, flags) => {
    const folder = repositoryWith({})
    git(folder, 'remote', 'add', 'origin', 'https://git.example.com/platform/supervisor-trust.git')
    expect(tksTrust(folder, ['init', ...flags]).code).toBe(0)
    const written = filesIn(name).filter(path => !/README|certs\/|\/tks\.yaml$/.test(path))
    expect(written.length).toBeGreaterThan(2)
    for (const path of written)
      expect(readFileSync(join(folder, path.slice(name.length + 1)), 'utf8'), path).toBe(read(path))
  })
})

describe('every object of Argo CD, Flux, Kubernetes or the Supervisor is valid against the schema of its kind', () => {
  /** Files of programs that have no kind in a cluster, and ours. */
  const OF_PROGRAMS =
    /^(Kustomization kustomize\.config|Kptfile |TrustedCAs |ConfigManagementPlugin |undefined undefined)/
  /** A part of an object, which test/argocd/install.test.ts lays over a whole one. */
  const PATCH = 'argocd-plugin/sidecar.yaml'
  const objects = names
    .flatMap(filesIn)
    .filter(path => path.endsWith('.yaml') && !path.includes('/.') && path !== PATCH)
    .flatMap(path =>
      objectsIn(read(path)).map(object => [path, object as { kind?: string; apiVersion?: string }] as const),
    )
    .filter(([, { kind, apiVersion }]) => !OF_PROGRAMS.test(`${kind} ${apiVersion}`))

  test('there are such objects', () =>
    expect(new Set(objects.map(([, { kind }]) => kind))).toEqual(
      new Set(['AppProject', 'Application', 'GitRepository', 'Kustomization', 'TkgServiceConfiguration']),
    ))
  test.each(objects)('%s', (_, object) => expect(violationsOfKind(object)).toEqual([]))
})

describe('the jobs of a CI run', () => {
  test.each([
    ['github', '.github/workflows/tks-trust.yml'],
    ['gitlab', '.gitlab/tks-trust.yml'],
  ])('%s', (name, path) => {
    const commands = [...read(name, path).matchAll(/npx --yes tks-trust@\S+ ([^>\n]*?)(?: >>.*)?$/gm)].map(
      ([, words = '']) => words,
    )
    expect(commands.length).toBe(2)
    const folder = copyOf(name)
    for (const command of commands)
      expect(tksTrust(folder, command.trim().split(' ')), command).toMatchObject({ code: 0 })
  })
})

describeWith(['kustomize'], 'kustomize build, as the page of the example says', pathOf => {
  test.each(['krm-generator', 'krm-transformer'])('%s', name => {
    const [words = ''] = /(?<=^kustomize )build.*$/m.exec(read(name, 'README.md')) ?? []
    const { code, out, err } = ran(pathOf('kustomize'), words.split(' '), copyOf(name), withFunction())
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(objectsIn(out).flatMap(violationsOfKind)).toEqual([])
    expect(out.match(/^ +name: [a-z-]+$/gm)).toHaveLength(3)
  })
})

describeWith(['kubectl'], 'kubectl kustomize, as the page of the example says', pathOf => {
  test('kustomize-overlays, with the plugin that init installs', () => {
    const folder = copyOf('kustomize-overlays')
    const env = { PATH: process.env.PATH ?? '', HOME: copyOf('kustomize-overlays'), SOURCE_DATE_EPOCH: '1781524800' }
    expect(tksTrust(folder, ['init', '--kustomize-plugin'], { env }).code).toBe(0)
    const [words = ''] = /(?<=^kubectl )kustomize.*$/m.exec(read('kustomize-overlays', 'README.md')) ?? []
    const { code, out } = ran(pathOf('kubectl'), words.split(' '), folder, env)
    expect(code).toBe(0)
    expect(objectsIn(out).flatMap(violationsOfKind)).toEqual([])
    expect(out.match(/^ +name: [a-z-]+$/gm)).toHaveLength(3)
  })
})

describeWith(['kpt'], 'kpt, as the page of the example says', pathOf => {
  test('kpt-package is committed as kpt leaves it', () => {
    const folder = copyOf('kpt-package')
    const [words = ''] = /(?<=^kpt )fn render.*$/m.exec(read('kpt-package', 'README.md')) ?? []
    rmSync(join(folder, 'README.md'))
    const { code, err } = ran(pathOf('kpt'), words.split(' '), folder, { ...withFunction(), HOME: folder })
    expect(code, err).toBe(0)
    expect(readFileSync(join(folder, 'tks.yaml'), 'utf8')).toBe(read('kpt-package', 'tks.yaml'))
    expect(parse(read('kpt-package', 'tks.yaml'))).toHaveProperty('spec.proxy.noProxy')
  })
})
