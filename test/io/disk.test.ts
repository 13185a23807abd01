import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { disk } from '../../src/io/disk.ts'
import { readingInside } from '../../src/io/reading-inside.ts'
import { folderWith } from '../support/folder.ts'

const found = async (folder: string, patterns: readonly string[] = ['certs/**/*.crt']) => {
  const { files, passedOver, unmatched } = await disk(folder).find(patterns)
  const told = files.map(file => ('fault' in file ? `${file.path} ${file.fault.rule}` : file.path))
  return { files: told, passedOver: passedOver.map(({ path, fault }) => `${path} ${fault.rule}`), unmatched }
}

describe('files are found', () => {
  test('in code unit order, whatever their case, and without dot files', async () => {
    const folder = folderWith({
      'certs/b.crt': '',
      'certs/B.CRT': '',
      'certs/a/z.crt': '',
      'certs/.hidden.crt': '',
      'certs/c.txt': '',
    })
    expect((await found(folder)).files).toEqual(['certs/B.CRT', 'certs/a/z.crt', 'certs/b.crt'])
  })

  test('and patterns that match nothing are told', async () => {
    const folder = folderWith({ 'certs/a.crt': '', 'certs/b.crt': '', 'certs/c.crt': '' })
    expect((await found(folder, ['certs/*', 'cert/*', '!certs/b.crt'])).unmatched).toEqual(['cert/*'])
  })

  test('but not larger than 1 MiB', async () => {
    const folder = folderWith({ 'certs/a.crt': '', 'certs/b.crt': '' })
    truncateSync(join(folder, 'certs/a.crt'), 1024 * 1024 + 1)
    truncateSync(join(folder, 'certs/b.crt'), 1024 * 1024)
    expect((await found(folder)).files).toEqual(['certs/a.crt file-size', 'certs/b.crt'])
  })

  test('but not more than 64 MiB of them, nor of what is called like one, for who does not trust what is there', async () => {
    const files = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`certs/${index}.crt`, '']))
    const folder = folderWith(files)
    for (const path of Object.keys(files)) truncateSync(join(folder, path), 1024 * 1024)
    const said = 'the files up to here have more than 64 MiB together'
    await expect(readingInside(folder).find(['certs/*'])).rejects.toThrow(said)
    await expect(readingInside(folder).find(['certs/1.crt'])).rejects.toThrow(said)
    expect((await disk(folder).find(['certs/*'])).files).toHaveLength(65)
  })

  test('and a folder of the name of a certificate is looked into', async () => {
    const folder = folderWith({ 'certs/old.crt/a.crt': '' })
    expect(await found(folder)).toEqual({ files: ['certs/old.crt/a.crt'], passedOver: [], unmatched: [] })
  })

  test('and a pipe is told, not waited for', async () => {
    const folder = folderWith({ 'certs/a.crt': '' })
    execFileSync('mkfifo', [join(folder, 'certs/pipe.crt')])
    expect((await found(folder)).passedOver).toEqual(['certs/pipe.crt unreadable-file'])
  })

  // Root may read everything, so that there nothing can be refused.
  test.skipIf(process.getuid?.() === 0)('and one that may not be read is told', async () => {
    const folder = folderWith({ 'certs/a.crt': '' })
    chmodSync(join(folder, 'certs/a.crt'), 0)
    expect((await found(folder)).files).toEqual(['certs/a.crt unreadable-file'])
  })
})

describe('beside what the patterns match', () => {
  test('files that are called like certificates, keys or stores are told, but for those left out on purpose', async () => {
    const folder = folderWith({
      'certs/a.crt': '',
      'certs/b.pem': '',
      'certs/c.key': '',
      'certs/old.jks': '',
      'certs/README.md': '',
    })
    expect((await found(folder, ['certs/*.crt', '!certs/old.*'])).passedOver).toEqual([
      'certs/b.pem ignored-file',
      'certs/c.key ignored-file',
    ])
  })

  test('nothing of a dependency is read', async () => {
    const folder = folderWith({ 'a.crt': '', 'node_modules/x/b.crt': '', '.git/c.crt': '', '.hidden/d.crt': '' })
    expect(await found(folder, ['**/*.crt'])).toEqual({ files: ['a.crt'], passedOver: [], unmatched: [] })
  })
})

describe('a symbolic link', () => {
  const linked = (target: string, name = 'link.crt') => {
    const folder = folderWith({ 'repo/certs/a.crt': '', 'repo/other/b.crt': '', 'outside.crt': '' })
    symlinkSync(target, join(folder, 'repo/certs', name))
    return join(folder, 'repo')
  }

  test.each([
    [
      'to a file inside is read under its own name',
      '../other/b.crt',
      { files: ['certs/a.crt', 'certs/link.crt'], passedOver: [] },
    ],
    [
      'to a file that is read already is told',
      'a.crt',
      { files: ['certs/a.crt'], passedOver: ['certs/link.crt left-out'] },
    ],
    [
      'that leaves the folder is refused',
      '../../outside.crt',
      { files: ['certs/a.crt'], passedOver: ['certs/link.crt file-link'] },
    ],
    [
      'to an absolute path outside is refused',
      '/etc/hostname',
      { files: ['certs/a.crt'], passedOver: ['certs/link.crt file-link'] },
    ],
    ['that leads nowhere is refused', 'gone.crt', { files: ['certs/a.crt'], passedOver: ['certs/link.crt file-link'] }],
    ['to itself is refused', 'link.crt', { files: ['certs/a.crt'], passedOver: ['certs/link.crt file-link'] }],
    ['to a device is refused', '/dev/zero', { files: ['certs/a.crt'], passedOver: ['certs/link.crt file-link'] }],
  ])('%s', async (_, target, expected) => expect(await found(linked(target))).toMatchObject(expected))

  test.each([
    ['to a folder inside is told and not followed', '../other', ['certs/shared left-out']],
    ['to a folder outside is refused', '../..', ['certs/shared file-link']],
    ['to the folder it is in does not hang', '.', ['certs/shared left-out']],
  ])('%s', async (_, target, expected) => expect((await found(linked(target, 'shared'))).passedOver).toEqual(expected))
})

describe('a linked folder', () => {
  const beside = () => {
    const folder = folderWith({ 'repo/a.crt': '', 'repo/certs/b.crt': '', 'out/x.crt': '' })
    symlinkSync('../out', join(folder, 'repo/docs'))
    symlinkSync('../../out', join(folder, 'repo/certs/shared'))
    return join(folder, 'repo')
  }

  test('that a pattern names is not gone through when it leaves the folder', async () =>
    expect(await found(beside(), ['certs/shared/*.crt'])).toMatchObject({
      files: [],
      passedOver: ['certs/shared file-link'],
    }))

  test.each([
    ['where no pattern leads', ['*.crt'], []],
    ['where a pattern leads', ['certs/**/*.crt'], ['certs/shared file-link']],
    ['that a pattern leaves out', ['**/*.crt', '!docs/**', '!certs/shared'], []],
  ])('%s is told or not', async (_, patterns, expected) => {
    const { passedOver } = await found(beside(), patterns)
    expect(passedOver.filter(told => told.endsWith('file-link'))).toEqual(expected)
  })
})

describe('a file is replaced as a whole', () => {
  test('with the folders on its way', async () => {
    const folder = folderWith({})
    await disk(folder).replace('a/b/tks.yaml', 'x')
    expect(readFileSync(join(folder, 'a/b/tks.yaml'), 'utf8')).toBe('x')
  })

  test('keeping its mode, and leaving nothing beside it', async () => {
    const folder = folderWith({ 'tks.yaml': 'old' })
    chmodSync(join(folder, 'tks.yaml'), 0o640)
    await disk(folder).replace('tks.yaml', 'new')
    expect(readdirSync(folder)).toEqual(['tks.yaml'])
    expect(spawnSync('stat', ['-c', '%a', join(folder, 'tks.yaml')], { encoding: 'utf8' }).stdout.trim()).toBe('640')
  })

  test.each([
    ['a file that is a link out of the folder', 'tks.yaml'],
    ['a file below a linked folder', 'away/tks.yaml'],
    ['a new folder below a linked folder', 'away/new/tks.yaml'],
  ])('but not %s', async (_, path) => {
    const folder = folderWith({ 'outside/tks.yaml': 'theirs' })
    mkdirSync(join(folder, 'repo'))
    symlinkSync('../outside/tks.yaml', join(folder, 'repo/tks.yaml'))
    symlinkSync('../outside', join(folder, 'repo/away'))
    await expect(disk(join(folder, 'repo')).replace(path, 'mine')).rejects.toThrow(/leaves the folder/)
    expect(readdirSync(join(folder, 'outside'))).toEqual(['tks.yaml'])
    expect(readFileSync(join(folder, 'outside/tks.yaml'), 'utf8')).toBe('theirs')
  })

  test('or the message says that the old one is unchanged', async () => {
    const folder = folderWith({ prod: 'a file' })
    await expect(disk(folder).replace('prod/tks.yaml', 'x')).rejects.toThrow(
      /cannot be written: .*; what stood there before is unchanged/,
    )
  })
})
