import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { CLI, start, tksTrust } from '../support/cli.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { BUNDLE, EC_ROOT } from '../support/roots.ts'

const OLD = '# the old TkgServiceConfiguration, whole\n'
const repository = (more: Record<string, string> = {}) =>
  folderWith({ 'trust.config.yaml': YAML_CONFIG, 'certs/a.pem': BUNDLE, 'tks.yaml': OLD, ...more })
const outputOf = (folder: string) => readFileSync(join(folder, 'tks.yaml'), 'utf8')

/** What a run that nobody disturbs writes. */
const NEW = () => {
  const folder = repository()
  expect(tksTrust(folder, ['generate', '--quiet']).code).toBe(0)
  return outputOf(folder)
}

const isRoot = process.getuid?.() === 0

describe('whatever happens on the way, the output is the old one or the new one, whole', () => {
  test('when the program is killed at any moment', async () => {
    const expected = NEW()
    const folder = repository()
    const seen = new Set<string>()
    for (let delay = 0; delay <= 160; delay += 8) {
      writeFileSync(join(folder, 'tks.yaml'), OLD)
      const child = start(folder, ['generate'])
      const ended = new Promise(resolve => child.on('exit', resolve))
      await sleep(delay)
      child.kill('SIGKILL')
      await ended
      seen.add(outputOf(folder))
    }
    expect([...seen].filter(text => text !== OLD && text !== expected)).toEqual([])
    expect(seen).toContain(OLD)
  })

  test('when eight runs write at once', async () => {
    const expected = NEW()
    const folder = repository()
    const children = Array.from({ length: 8 }, () => start(folder, ['generate']))
    const codes = await Promise.all(children.map(child => new Promise(resolve => child.on('exit', resolve))))
    expect(codes).toEqual(children.map(() => 0))
    expect(outputOf(folder)).toBe(expected)
    expect(readdirSync(folder).sort()).toEqual(['certs', 'tks.yaml', 'trust.config.yaml'])
  })

  test('when the system kills it for writing too much', () => {
    const folder = repository()
    const script = `ulimit -f 1; exec "${process.execPath}" "${CLI}" generate`
    expect(spawnSync('sh', ['-c', script], { cwd: folder }).status).not.toBe(0)
    expect(outputOf(folder)).toBe(OLD)
  })

  // Only root may mount; what is tested is the same on every machine where it can be.
  test.skipIf(!isRoot || !canMount())('when the disk is full', () => {
    const folder = folderWith({})
    try {
      mount(folder, '64k')
      mkdirSync(join(folder, 'certs'))
      writeFileSync(join(folder, 'certs/a.pem'), BUNDLE)
      writeFileSync(join(folder, 'trust.config.yaml'), YAML_CONFIG)
      writeFileSync(join(folder, 'tks.yaml'), OLD)
      spawnSync('dd', ['if=/dev/zero', `of=${join(folder, 'full')}`, 'bs=1k', 'count=100'], { stdio: 'ignore' })
      const { code, err } = tksTrust(folder, ['generate'])
      expect(err).toContain(
        'tks.yaml: error: cannot be written: the disk is full; what stood there before is unchanged',
      )
      expect(code).toBe(2)
      expect(outputOf(folder)).toBe(OLD)
      expect(readdirSync(folder).sort()).toEqual(['certs', 'full', 'tks.yaml', 'trust.config.yaml'])
    } finally {
      spawnSync('umount', [folder])
    }
  })

  test('when the folder is read-only', () => {
    const folder = repository()
    chmodSync(folder, 0o555)
    // Root may write everywhere, so it runs as somebody else.
    const { code, err } = tksTrust(folder, ['generate'], isRoot ? { uid: 65534 } : {})
    chmodSync(folder, 0o755)
    expect(err).toContain('tks.yaml: error: cannot be written: permission denied; what stood there before is unchanged')
    expect(code).toBe(2)
    expect(outputOf(folder)).toBe(OLD)
  })

  const SEVERAL = `sources: ['certs/*']
outputs:
  - { path: a/tks.yaml, apiVersion: run.tanzu.vmware.com/v1alpha3, spec: { defaultCNI: antrea } }
  - { path: b/tks.yaml, apiVersion: run.tanzu.vmware.com/v1alpha3, spec: { defaultCNI: antrea } }
`

  test('and of several outputs none is written when one is not ours to replace', () => {
    const folder = repository({
      'trust.config.yaml': SEVERAL,
      'b/tks.yaml': 'apiVersion: v1\nkind: Namespace\n---\nkind: TkgServiceConfiguration\n',
    })
    const { code, err } = tksTrust(folder, ['generate'])
    expect(err).toContain('b/tks.yaml: error: is there already and holds other objects too')
    expect(code).toBe(2)
    expect(readdirSync(folder)).not.toContain('a')
  })

  test('and all that are not ours are told at once, by check as well', () => {
    const folder = repository({ 'trust.config.yaml': SEVERAL, 'a/tks.yaml': 'a: 1\n', 'b/tks.yaml': 'b: 1\n' })
    for (const command of ['generate', 'check']) {
      const { code, err } = tksTrust(folder, [command])
      expect({ code, lines: err.match(/is there already and is no TkgServiceConfiguration/g) }).toEqual({
        code: 2,
        lines: [expect.anything(), expect.anything()],
      })
    }
  })

  test('and of several outputs, those that were written are named when one cannot be', () => {
    const folder = repository({ 'trust.config.yaml': SEVERAL, 'b/other': '' })
    chmodSync(folder, 0o777)
    chmodSync(join(folder, 'b'), 0o555)
    const { code, err } = tksTrust(folder, ['generate'], isRoot ? { uid: 65534 } : {})
    chmodSync(join(folder, 'b'), 0o755)
    expect(err).toContain('b/tks.yaml: error: cannot be written: permission denied')
    expect(err).toContain('1 output before it had been written')
    expect(code).toBe(2)
  })
})

function mount(folder: string, size: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' }).status === 0
}

function canMount(): boolean {
  const folder = '/mnt'
  if (!isRoot || !mount(folder, '4k')) return false
  spawnSync('umount', [folder])
  return true
}

describe('output that would not change', () => {
  test('is not touched', () => {
    const folder = folderWith({ 'trust.config.yaml': YAML_CONFIG, 'certs/a.crt': pem(EC_ROOT) })
    tksTrust(folder, ['generate'])
    chmodSync(join(folder, 'tks.yaml'), 0o444)
    const before = spawnSync('stat', ['-c', '%i %Y', join(folder, 'tks.yaml')], { encoding: 'utf8' }).stdout
    expect(tksTrust(folder, ['generate']).err).toBe('tks.yaml: unchanged, 1 certificate\n')
    expect(spawnSync('stat', ['-c', '%i %Y', join(folder, 'tks.yaml')], { encoding: 'utf8' }).stdout).toBe(before)
  })
})
