import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printable } from '../../src/printable.ts'
import { table } from '../../src/report/table.ts'
import { cut, widthOf, wrap } from '../../src/report/width.ts'

describe('the columns of a text', () => {
  test.each([
    ['', 0],
    ['harbor-ca', 9],
    ['Prüfstelle', 10],
    ['サンプル', 8],
    ['株式会社 CA', 11],
    ['한국', 4],
    ['ＣＡ', 4],
    ['e\u0301', 1],
    ['ก็', 1],
    ['𠀀', 2],
    ['🔒', 2],
    ['│ └─ █▌', 7],
  ])('%j has %i', (text, columns) => expect(widthOf(text)).toBe(columns))
})

describe('what is cut', () => {
  test.each([
    ['harbor-ca', 9, 'harbor-ca'],
    ['harbor-ca', 8, 'harbor-…'],
    ['harbor-ca', 1, '…'],
    ['harbor-ca', 0, ''],
    ['サンプル', 8, 'サンプル'],
    ['サンプル', 7, 'サンプ…'],
    ['サンプル', 6, 'サン…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ])('%j to %i columns is %j', (text, columns, short) => expect(cut(text, columns)).toBe(short))

  test('always fits, whatever it is', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, columns) => {
        expect(widthOf(cut(printable(text), columns))).toBeLessThanOrEqual(columns)
      }),
    ))
})

describe('what is wrapped', () => {
  test.each([
    ['one two three', undefined, ['one two three']],
    ['one two three', 8, ['one two', 'three']],
    ['one two three', 3, ['one', 'two', 'thr', 'ee']],
    ['サンプル CA', 4, ['サン', 'プル', 'CA']],
    ['', 4, ['']],
  ])('%j in %s columns is %j', (text, columns, lines) => expect(wrap(text, columns)).toEqual(lines))

  test('fits and loses nothing but blanks', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 40 }), (raw, columns) => {
        const text = printable(raw)
        const lines = wrap(text, columns)
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
    ))
})

describe('a table', () => {
  const columns = [
    { head: 'name', least: 6 },
    { head: 'days', isRight: true },
    { head: 'why', wraps: true, least: 5 },
  ] as const

  test('is as wide as it needs to be, without blanks at the ends of lines', () =>
    expect(
      table(
        columns,
        [
          ['サンプル', '7', 'a'],
          ['x', '1234', ''],
        ],
        { head: text => text },
      ),
    ).toBe('name      days  why\nサンプル     7  a\nx         1234\n'))

  test('shrinks the widest columns that may, and wraps those that do', () =>
    expect(table(columns, [['harbor-ca-of-berlin', '7', 'one two three four']], { columns: 24 })).toBe(
      'harbor-ca…  7  one two\n               three\n               four\n',
    ))

  test('does not shrink below what can be read', () =>
    expect(table(columns, [['harbor-ca', '7', 'one two']], { columns: 3 })).toBe('harbo…  7  one\n           two\n'))

  test('paints text and not the blanks around it', () =>
    expect(
      table(columns, [
        ['a', { text: '7', paint: text => `<${text}>` }, 'b'],
        ['long', '1', 'c'],
      ]),
    ).toBe('a     <7>  b\nlong  1  c\n'))

  test('has its columns below each other, whatever is in them', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), { minLength: 1 }),
        raw => {
          const rows = raw.map(row => [...row.map(text => printable(text)), '|'])
          const lines = table([{ head: '', least: 4 }, { head: '', least: 4 }, { head: '' }], rows, { columns: 30 })
          const ends = lines.trimEnd().split('\n')
          expect(ends).toHaveLength(rows.length)
          expect(new Set(ends.map(line => widthOf(line.slice(0, line.lastIndexOf('|'))))).size).toBe(1)
          expect(Math.max(...ends.map(widthOf))).toBeLessThanOrEqual(30)
        },
      ),
    ))
})
