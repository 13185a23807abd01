import { describe, expect, test } from 'vitest'
import { styleFor } from '../../src/report/style.ts'
import { text } from '../../src/report/text.ts'
import { FINDINGS, finding, PLAIN, report } from '../support/reports.ts'

const said = (findings: Parameters<typeof text>[0]['findings'], quiet = false) =>
  text({ config: 'sub/trust.config.yaml', findings }, { ...PLAIN, quiet })

test('findings stand under their place, with the way out, and are counted', () =>
  expect(text(report(), PLAIN)).toBe(`certs/a.crt:1
  warning  CN=a: it expired on 2022-03-10 [expired]
           fix: remove it

certs/b.crt:1
  note     is read already [left-out]

certs/c.crt:1
  error    a private key [private-key]
           fix: remove it

certs/d.crt:1
  waived   a private key [private-key]
           until 2027-03-31, platform team: a test key

1 error, 1 warning, 1 note, 1 waived
`))

test('what has no place stands under the configuration', () =>
  expect(said([{ rule: 'empty-set', severity: 'error', message: 'm', fix: 'f' }])).toMatch(
    /^trust\.config\.yaml\n {2}error {4}m /,
  ))

test('nothing is said of nothing', () => expect(said([])).toBe(''))

describe('with quiet', () => {
  test('errors are left', () => expect(said(FINDINGS, true).split('\n')[0]).toBe('certs/c.crt:1'))
  test('and counted', () => expect(said(FINDINGS, true)).toMatch(/\n\n1 error\n$/))
  test('a waived error is not one', () => expect(said(FINDINGS.slice(3), true)).toBe(''))
})

describe('within one file', () => {
  test('a place is named once, and files are apart', () =>
    expect(
      said([finding(), finding({ rule: 'left-out', fix: 'x' }), finding({ line: 9 }), finding({ path: 'b' })]),
    ).toBe(`certs/a.crt:1
  warning  CN=a: it expired on 2022-03-10 [expired]
           fix: remove it
  warning  CN=a: it expired on 2022-03-10 [left-out]
           fix: x
certs/a.crt:9
  warning  CN=a: it expired on 2022-03-10 [expired]

b:1
  warning  CN=a: it expired on 2022-03-10 [expired]
           fix: remove it

4 warnings
`))
  test('a hint for several in a row follows the last', () =>
    expect(said([finding(), finding({ message: 'two' }), finding({ message: 'three' })])).toBe(`certs/a.crt:1
  warning  CN=a: it expired on 2022-03-10 [expired]
  warning  two [expired]
  warning  three [expired]
           fix: remove it

3 warnings
`))
  test('another hint of the same rule is said', () =>
    expect(said([finding(), finding({ fix: 'ask' })]).match(/fix: .*/g)).toEqual(['fix: remove it', 'fix: ask']))
})

describe('notes of one rule', () => {
  const notes = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      finding({ severity: 'info', rule: 'public-root', path: `certs/${index}.crt` }),
    )
  test('are all listed up to three', () => expect(said(notes(3)).match(/^ {2}note/gm)).toHaveLength(3))
  test('are one line from four on', () =>
    expect(said(notes(121))).toBe('121 notes of public-root, first certs/0.crt:1\n121 notes\n'))
  test('do not hide errors of that many', () => {
    const errors = notes(5).map(one => ({ ...one, severity: 'error' as const }))
    expect(said(errors).match(/^ {2}error/gm)).toHaveLength(5)
  })
})

test('colours are a matter of style, and the text is the same', () => {
  const coloured = text(report(), { style: styleFor(true), quiet: false })
  expect(coloured).toContain('\u001b[1mcerts/a.crt:1\u001b[22m\n')
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(text(report(), PLAIN))
})
