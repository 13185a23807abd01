import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { folderWith } from './support/folder.ts'
import { findProgram, requiredPrograms } from './support/programs.ts'

/** A folder with these programs in it, and a link `bin/gcloud` to `sdk/bin/gcloud`. */
function machineWith(...paths: string[]): string {
  const folder = realpathSync(
    folderWith(Object.fromEntries([...paths, 'sdk/bin/gcloud'].map(path => [path, '#!/bin/sh\n']))),
  )
  for (const path of [...paths, 'sdk/bin/gcloud']) chmodSync(join(folder, path), 0o755)
  mkdirSync(join(folder, 'bin'), { recursive: true })
  symlinkSync('../sdk/bin/gcloud', join(folder, 'bin/gcloud'))
  return folder
}

describe('a program is found', () => {
  const everywhere = ['given/kpt', 'bin/kpt', 'sdk/bin/kpt', 'installed/kpt']
  test.each([
    ['in the folder that is given', everywhere, 'given/kpt'],
    ['on PATH', everywhere.slice(1), 'bin/kpt'],
    ['beside gcloud, behind its link', everywhere.slice(2), 'sdk/bin/kpt'],
    ['among what .ci/programs has installed', everywhere.slice(3), 'installed/kpt'],
    ['nowhere', [], undefined],
  ])('%s', (_, programs, expected) => {
    const machine = machineWith(...programs)
    const env = { PROGRAMS_DIR: join(machine, 'given'), PATH: `:/nonexistent:${join(machine, 'bin')}` }
    expect(findProgram('kpt', env, join(machine, 'installed'))).toBe(
      expected === undefined ? undefined : join(machine, expected),
    )
  })

  test('only if it can be run', () => {
    const machine = machineWith('bin/kpt')
    chmodSync(join(machine, 'bin/kpt'), 0o644)
    mkdirSync(join(machine, 'bin/skopeo'))
    for (const name of ['kpt', 'skopeo'] as const)
      expect(findProgram(name, { PATH: join(machine, 'bin') }, '/nonexistent')).toBeUndefined()
  })
})

describe('what REQUIRE_PROGRAMS names', () => {
  test.each([
    [undefined, []],
    ['', []],
    ['kubectl, kustomize', ['kubectl', 'kustomize']],
  ])('%j is %j', (text, expected) => expect(requiredPrograms({ REQUIRE_PROGRAMS: text })).toEqual(expected))

  test('is not misspelt', () =>
    expect(() => requiredPrograms({ REQUIRE_PROGRAMS: 'kustomise' })).toThrow('kustomise, and no test runs that'))

  test('is there', () => expect(requiredPrograms().filter(name => findProgram(name) === undefined)).toEqual([]))
})

describe('a test that needs what is not there', () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const run = (env: Readonly<Record<string, string>>) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/support/missing/vitest.config.ts'],
      { cwd: root, encoding: 'utf8', env: { PATH: '/nonexistent', NO_COLOR: '1', ...env } },
    )
    return { status, told: stdout + stderr }
  }

  test.each([
    ['is skipped, and says by name why', {}, 0, 'skipped: with docker-registry (no docker-registry here)\n'],
    ['fails where it is required', { REQUIRE_PROGRAMS: 'docker-registry' }, 1, 'Error: docker-registry: not found'],
  ])('%s', (_, env, status, said) => {
    const ran = run(env)
    expect(ran.told).toContain(said)
    expect(ran.status).toBe(status)
  })
})
