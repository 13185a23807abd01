import { spawnSync } from 'node:child_process'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { tksTrust } from '../support/cli.ts'
import { folderWith } from '../support/folder.ts'
import { RSA_ROOT } from '../support/roots.ts'

const textconv = (folder: string, file: string, env: Readonly<Record<string, string>> = {}) =>
  tksTrust(folder, ['textconv', '--', file], { env })

describe('textconv never fails', () => {
  const folder = () =>
    folderWith({ 'a.crt': pem(RSA_ROOT), 'noise.crt': Buffer.from([0, 255, 0, 27]), 'empty.crt': '' })

  test.each([
    ['a certificate', 'a.crt', 'certificate CN=Root One\n'],
    ['noise', 'noise.crt', 'no certificate, line 1\n'],
    ['nothing', 'empty.crt', ''],
    ['a file that is not there', 'gone.crt', 'cannot be read: there is no such file\n'],
    ['a folder', '.', 'a folder\n'],
    ['a device', '/dev/zero', 'not a regular file\n'],
    ['a file behind a file', 'a.crt/b', 'cannot be read: a part of the path is not a folder\n'],
    ['no name', '', 'a folder\n'],
  ])('for %s', (_, file, out) => {
    const told = textconv(folder(), file)
    expect(told).toEqual({ code: 0, out: out === '' ? '' : expect.stringContaining(out), err: '' })
  })

  test('for a pipe, and without waiting for its other end', () => {
    const there = folder()
    expect(spawnSync('mkfifo', [join(there, 'pipe.crt')]).status).toBe(0)
    expect(textconv(there, 'pipe.crt')).toEqual({ code: 0, out: 'not a regular file\n', err: '' })
  })

  test('for a file of a terabyte', () => {
    const there = folder()
    writeFileSync(join(there, 'huge.crt'), '')
    truncateSync(join(there, 'huge.crt'), 2 ** 40)
    expect(textconv(there, 'huge.crt').out).toBe('1099511627776 octets, too many to be certificates\n')
  })

  test('whatever the variables are, which change nothing', () => {
    const there = folder()
    const usual = textconv(there, 'a.crt')
    for (const env of [
      { SOURCE_DATE_EPOCH: 'nonsense' },
      { FORCE_COLOR: '3', LC_ALL: 'tr_TR.UTF-8' },
      { TZ: 'Asia/Kabul' },
    ])
      expect(textconv(there, 'a.crt', env)).toEqual(usual)
  })

  test('but without a file it is a mistake', () =>
    expect(tksTrust('/', ['textconv'])).toEqual({
      code: 2,
      out: '',
      err: 'error: FILE is missing\n  fix: tks-trust textconv --help\n',
    }))
})
