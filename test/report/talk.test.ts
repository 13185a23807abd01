import { expect, test } from 'vitest'
import { styleFor } from '../../src/report/style.ts'
import { problemsText } from '../../src/report/talk.ts'
import { tksTrust } from '../support/cli.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'

const PLAIN = styleFor(false)

test('a problem is said with its place and the way out, which may have several lines', () =>
  expect(problemsText([{ where: 'a:1', message: 'is wrong', fix: 'one\n  two' }, { message: 'as well' }], PLAIN)).toBe(
    'a:1: error: is wrong\n  fix: one\n  two\nerror: as well\n',
  ))

test('whatever somebody has written into place, message or way out moves no cursor and reorders nothing', () =>
  expect(
    problemsText([{ where: 'a\u001b[2J', message: 'b\u202e', fix: 'c\u009b31m\nd\u001b]0;e\u0007\re' }], PLAIN),
  ).toBe('a\\u{1b}[2J: error: b\\u{202e}\n  fix: c\\u{9b}31m\nd\\u{1b}]0;e\\u{7}\\u{d}e\n'))

test('a command of a thousand characters stays whole', () => {
  const fix = `tks-trust verify ${'x'.repeat(2000)}`
  expect(problemsText([{ message: 'm', fix }], PLAIN)).toContain(fix)
})

test('the configuration of a branch cannot speak to the terminal of who looks at it', () => {
  const host = '"\\e]0;owned\\a\\e[31mregistry.example/path"'
  const folder = folderWith({ 'trust.config.yaml': `${YAML_CONFIG}registries: [${host}]\n` })
  const { code, err } = tksTrust(folder, ['check'])
  expect(code).toBe(2)
  expect(err).toContain('owned')
  expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
})
