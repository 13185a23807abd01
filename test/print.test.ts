import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Json } from '../src/model.ts'
import { print } from '../src/print.ts'
import { printable } from '../src/printable.ts'
import { folderWith } from './support/folder.ts'

/** Strings that some reader of YAML takes for something else. */
const NASTY = [
  '',
  ' ',
  'yes',
  'No',
  'on',
  'OFF',
  'y',
  'n',
  'true',
  'null',
  '~',
  '0123',
  '0x1F',
  '0b1',
  '0o7',
  '1_000',
  '1e3',
  '1.5',
  '.5',
  '.inf',
  '.NaN',
  '-1',
  '12:30:45',
  '2021-03-10',
  '2021-03-10T00:00:00Z',
  '- a',
  '? a',
  ': a',
  'a: b',
  'a #b',
  '#a',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a',
  '"a"',
  "'a'",
  '[a]',
  '{a}',
  'a,b',
  '=',
  '<<',
  '---',
  '...',
  'a\nb',
  'a\r\nb',
  '\t',
  'a\u0085b',
  'a\u2028b',
  '\ufeffa',
  '\u007f',
  'é',
  '회사',
  '🔒',
  '\\',
  'a\\nb',
  'infinity',
  'nan',
  'e5',
  'E1',
]

const object = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  data: Object.fromEntries(NASTY.map((text, index) => [`k${index}`, text])),
}
const text = print({ object, comments: new Map() })

describe('every string comes back as it was', () => {
  test('from yaml, as YAML 1.2', () => expect(parse(text)).toEqual(object))
  test('from yaml, as YAML 1.1', () => expect(parse(text, { version: '1.1' })).toEqual(object))
  test('from js-yaml', () => expect(load(text)).toEqual(object))

  // kubectl is Go's YAML, which is what a cluster reads; where it is not installed, the three above must do.
  test.skipIf(spawnSync('kubectl', ['version', '--client']).status !== 0)('from kubectl', () => {
    // kustomize reads these but prints them raw, which changes them once more: what it read cannot be seen.
    const data = Object.fromEntries(
      Object.entries(object.data).filter(([, value]) => !/[\u007f-\u009f\u2028\ufeff]/.test(value)),
    )
    const printed = print({ object: { ...object, data }, comments: new Map() })
    const folder = folderWith({ 'a.yaml': printed, 'kustomization.yaml': 'resources: [a.yaml]\n' })
    const { stdout } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' })
    expect(parse(stdout)).toEqual({ ...object, data })
  })

  test('and so does any plain data', () => {
    const { tree } = fc.letrec<{ tree: Json }>(tie => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(
          fc.string().filter(key => key !== '__proto__'),
          tie('tree'),
          { maxKeys: 4 },
        ),
      ),
    }))
    fc.assert(
      fc.property(tree, value => {
        const printed = print({ object: { value }, comments: new Map() })
        expect(parse(printed)).toEqual({ value })
        expect(load(printed)).toEqual({ value })
      }),
      { numRuns: 500 },
    )
  })
})

describe('comments', () => {
  test('stand above what their pointer names', () => {
    const comments = new Map([
      ['', ['head']],
      ['/a~1b', ['above a/b']],
      ['/list/1', ['above the second']],
    ])
    expect(print({ object: { 'a/b': 1, list: ['x', 'y'] }, comments })).toBe(
      '# head\n# above a/b\na/b: 1\nlist:\n  - x\n  # above the second\n  - "y"\n',
    )
  })

  test('made of any text are one line of a comment, and the object stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), hostile => {
        const line = printable(hostile)
        const printed = print({ object: { a: 1 }, comments: new Map([['/a', [line]]]) })
        expect(printed.split(/\r\n|[\n\r\u0085\u2028\u2029]/)).toHaveLength(3)
        expect(parse(printed)).toEqual({ a: 1 })
        expect(load(printed)).toEqual({ a: 1 })
      }),
      { numRuns: 1000 },
    )
  })
})

describe('printable text', () => {
  test.each([
    ['a line break', 'a\nb', 'a\\u{a}b'],
    ['an escape sequence', '\u001b[31m', '\\u{1b}[31m'],
    ['C1 controls', '\u0085\u009b', '\\u{85}\\u{9b}'],
    ['bidirectional controls', '\u202e\u2066\u061c\u200f', '\\u{202e}\\u{2066}\\u{61c}\\u{200f}'],
    ['what cannot be seen', '\u200b\u00ad\ufeff\u3164\u2060', '\\u{200b}\\u{ad}\\u{feff}\\u{3164}\\u{2060}'],
    ['tags', '\u{e0041}', '\\u{e0041}'],
    ['a lone surrogate', '\ud800', '\\u{d800}'],
    ['spaces that are none', '\u00a0\u2003\u3000', '\\u{a0}\\u{2003}\\u{3000}'],
  ])('escapes %s', (_, given, expected) => expect(printable(given)).toBe(expected))

  test('leaves letters of all scripts alone', () =>
    expect(printable('Főtanúsítvány 회사 🔒 شركة')).toBe('Főtanúsítvány 회사 🔒 شركة'))
  test('ends in time', () => expect(printable('🔒'.repeat(500), 3)).toBe('🔒🔒🔒...'))
})
