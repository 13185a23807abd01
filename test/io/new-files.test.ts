import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createAll, occupantsBelow } from '../../src/io/new-files.ts'
import { folderWith } from '../support/folder.ts'

const contents = (root: string) => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()
const [one, two] = [
  { path: 'certs/new/deep/one.crt', text: 'one\n' },
  { path: 'certs/two.crt', text: 'two\n' },
]

describe('files that are new', () => {
  test('are all there afterwards, whole, and nothing else', () => {
    const root = folderWith({})
    createAll(root, [one, two])
    expect(contents(root)).toEqual(['certs', 'certs/new', 'certs/new/deep', 'certs/new/deep/one.crt', 'certs/two.crt'])
    expect(readFileSync(join(root, one.path), 'utf8')).toBe('one\n')
    expect(readFileSync(join(root, two.path), 'utf8')).toBe('two\n')
    expect(statSync(join(root, one.path)).nlink).toBe(1)
  })

  test.each<[string, (root: string) => void]>([
    ['a file', root => writeFileSync(join(root, two.path), 'mine')],
    ['a folder', root => mkdirSync(join(root, two.path))],
    ['a link that leads nowhere', root => symlinkSync('nowhere', join(root, two.path))],
  ])('are not there at all where %s is in the place of the second', (_, put) => {
    const root = folderWith({ 'certs/there.crt': 'there' })
    put(root)
    const before = contents(root)
    expect(() => createAll(root, [one, two])).toThrow(/cannot be written: .*; nothing was added|leads nowhere/)
    expect(contents(root)).toEqual(before)
  })

  test('are not written through a link that leaves the folder', () => {
    const [root, outside] = [folderWith({}), folderWith({})]
    symlinkSync(outside, join(root, 'certs'))
    expect(() => createAll(root, [two])).toThrow(/leaves the folder/)
    expect(contents(outside)).toEqual([])
    expect(contents(root)).toEqual(['certs'])
  })
})

test('what stands at a path is found whatever its case', () => {
  const root = folderWith({ 'certs/Root.CRT': '' })
  expect(occupantsBelow(root)('certs/root.crt')).toBe('certs/Root.CRT')
  expect(occupantsBelow(root)('certs/other.crt')).toBeUndefined()
  expect(occupantsBelow(root)('none/root.crt')).toBeUndefined()
})
