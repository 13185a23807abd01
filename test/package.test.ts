import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pem } from './support/certificates.ts'
import { RSA_ROOT } from './support/roots.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const npm = (args: readonly string[], cwd: string) =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, encoding: 'utf8' })

/** An empty repository with nothing but the packed tarball installed, as a new user has it. */
let repository = ''

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'tks-trust-package-'))
  const tarball =
    npm(['pack', '--silent', '--ignore-scripts', '--pack-destination', repository], root).trim().split('\n').at(-1) ??
    ''
  writeFileSync(join(repository, 'package.json'), '{ "private": true, "type": "module" }')
  // There are no dependencies, so nothing has to be fetched.
  npm(['install', '--offline', `./${tarball}`], repository)
  mkdirSync(join(repository, 'certs'))
  writeFileSync(join(repository, 'certs/harbor-ca.crt'), pem(RSA_ROOT))
}, 60_000)

afterAll(() => rmSync(repository, { recursive: true, force: true }))

describe('the packed package, installed into an empty repository', () => {
  test('runs as npx tks-trust, with a configuration in TypeScript', () => {
    writeFileSync(
      join(repository, 'trust.config.ts'),
      `import { defineConfig } from 'tks-trust'\nexport default defineConfig({\n  sources: ['certs/*.crt'],\n  outputs: [{ path: 'tks.yaml', apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } }],\n})\n`,
    )
    const { status, stderr } = spawnSync('npx', ['--no-install', 'tks-trust', 'generate'], {
      cwd: repository,
      encoding: 'utf8',
    })
    expect(stderr).toContain('tks.yaml: written, 1 certificate')
    expect(status).toBe(0)
    expect(readFileSync(join(repository, 'tks.yaml'), 'utf8')).toContain('- name: harbor-ca\n')
  })

  test('is a library', () => {
    const program = `
      import { build, defineConfig, RunError } from 'tks-trust'
      const config = defineConfig({ sources: ['certs/*'], outputs: [{ path: 'x.yaml', apiVersion: 'run.tanzu.vmware.com/v1alpha2', spec: { defaultCNI: 'calico' } }] })
      const { outputs } = await build(config, { root: process.cwd(), now: new Date('2026-06-01') })
      const refused = await build({ sources: [], outputs: [] }, { root: process.cwd() }).catch(error => error instanceof RunError)
      console.log(outputs[0].entries[0].certificate.subject.text, refused)`
    expect(
      execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: repository, encoding: 'utf8' }),
    ).toBe('CN=Root One true\n')
  })

  test('has types that need nothing else installed', () => {
    writeFileSync(
      join(repository, 'use.ts'),
      `import { build, type Certificate, type Config, defineConfig } from 'tks-trust'\nconst config: Config = defineConfig({ sources: ['a'], outputs: [{ path: 'b', gitops: ['flux'] }] })\nexport const subjects: Promise<string[]> = build(config, { root: '/' }).then(({ outputs }) => outputs.flatMap(({ entries }) => entries.map(({ certificate }: { certificate: Certificate }) => certificate.subject.text)))\n// @ts-expect-error: no such key\nexport const wrong: Config = { sources: [], output: [] }\n`,
    )
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const { status, stdout } = spawnSync(
      process.execPath,
      [tsc, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', '', 'use.ts'],
      { cwd: repository, encoding: 'utf8' },
    )
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })

  test('has the program for kustomize in one file, which works wherever it is copied to', () => {
    const folder = join(repository, 'node_modules/tks-trust')
    const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const alone = join(repository, 'alone.mjs')
    copyFileSync(join(folder, bin['tks-trust-krm']), alone)
    const functionConfig = {
      apiVersion: 'tks-trust.dev/v1',
      kind: 'TrustedCAs',
      metadata: { name: 'registry' },
      spec: { sources: ['certs/*'], apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } },
    }
    const input = JSON.stringify({
      apiVersion: 'config.kubernetes.io/v1',
      kind: 'ResourceList',
      items: [],
      functionConfig,
    })
    const { status, stdout } = spawnSync(process.execPath, [alone], { cwd: repository, encoding: 'utf8', input })
    expect(JSON.parse(stdout).items).toMatchObject([{ kind: 'TkgServiceConfiguration' }])
    expect(status).toBe(0)
    expect(spawnSync('npx', ['--no-install', 'tks-trust-krm', '--version'], { cwd: repository }).status).toBe(0)
  })

  test('exports the schemas', () => {
    const program = `
      import config from 'tks-trust/schema.json' with { type: 'json' }
      import kind from 'tks-trust/schemas/run.tanzu.vmware.com/tkgserviceconfiguration_v1alpha3.json' with { type: 'json' }
      import report from 'tks-trust/schemas/report.json' with { type: 'json' }
      console.log(config.title, '|', report.title, '|', kind.title)`
    expect(
      execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], {
        cwd: repository,
        encoding: 'utf8',
      }),
    ).toBe('tks-trust configuration | tks-trust report | TkgServiceConfiguration run.tanzu.vmware.com/v1alpha3\n')
  })

  test('brings no dependencies, and the licences of what it bundles', () => {
    const folder = join(repository, 'node_modules/tks-trust')
    expect(readdirSync(join(repository, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual(['tks-trust'])
    const notices = readFileSync(join(folder, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8')
    for (const name of ['@peculiar/x509', 'cosmiconfig', 'fast-glob', 'jiti', 'js-yaml', 'yaml'])
      expect(notices).toContain(`\n${name} `)
    expect(readdirSync(folder).sort()).toEqual([
      'ARCHITECTURE.md',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'examples',
      'package.json',
    ])
  })
})
