import { expect, test } from 'vitest'
import { withoutPasswords } from '../src/passwords.ts'

test.each([
  ['http://proxy.example:3128', 'http://proxy.example:3128'],
  ['http://user:secret@proxy.example:3128', 'http://...@proxy.example:3128'],
  ['http://user@proxy.example', 'http://...@proxy.example'],
  ['http://user:p@ss@proxy.example', 'http://...@proxy.example'],
  ['http://user:p/ss@proxy.example/x', 'http://...@proxy.example/x'],
  ['http://user:p?s#s@proxy.example', 'http://...@proxy.example'],
  ['one http://a:b@c two https://d:e@f', 'one http://...@c two https://...@f'],
  ['somebody@example.com', 'somebody@example.com'],
])('%s is shown as %s', (text, shown) => expect(withoutPasswords(text)).toBe(shown))

test('however deep they stand', () =>
  expect(withoutPasswords({ a: [{ b: 'http://u:p@h', c: 1, d: null }] })).toEqual({
    a: [{ b: 'http://...@h', c: 1, d: null }],
  }))
