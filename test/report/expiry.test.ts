import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/model.ts'
import { type Expiry, endingsOf, isInside } from '../../src/report/expiry.ts'
import { expiryIcs } from '../../src/report/expiry-ics.ts'
import { expiryJson } from '../../src/report/expiry-json.ts'
import { expiryMarkdown } from '../../src/report/expiry-markdown.ts'
import { expiryPrometheus } from '../../src/report/expiry-prometheus.ts'
import { EXPIRY_SCHEMA } from '../../src/report/expiry-schema.ts'
import { expiryText } from '../../src/report/expiry-text.ts'
import { styleFor } from '../../src/report/style.ts'
import { widthOf } from '../../src/report/width.ts'
import { violations } from '../../src/validate.ts'
import { periodOf } from '../../src/within.ts'
import { certificate } from '../support/certificates.ts'
import { inspectionOf, LOOK, NOW } from '../support/inspections.ts'
import { edKey } from '../support/keys.ts'
import { ISSUING, ROOT, SERVER } from '../support/pki.ts'

const MODEL = (await inspectionOf(ROOT)).entries

const expiryOf = (entries: readonly Entry[], within = '90d', now = NOW): Expiry => {
  const period = periodOf(within, now)
  return { version: '0.0.0', now, period, endings: endingsOf(entries, now, period, () => ['tks.yaml']), faults: [] }
}

/** An entry whose texts are somebody else's. */
const hostile = (text: string, notAfter = '2026-07-01T00:00:00Z'): Entry[] =>
  MODEL.map(entry => ({
    name: text,
    origins: [{ path: text, line: 1, index: 0 }],
    certificate: {
      ...entry.certificate,
      notAfter,
      subject: { text: `CN=${text}`, attributes: [{ type: 'CN', value: text }] },
      issuer: { text: `CN=${text}`, attributes: [{ type: 'CN', value: text }] },
    },
  }))

const NASTY = [
  'a\\b"c\nd\re;f,g|h*i<b>j</b>`k`[l](http://m)@n#1',
  '\u202egnp.ca\u001b[2J\u0000',
  'サンプル🔒é'.repeat(9),
  '%{"}',
  '\ud800',
]

describe('endings', () => {
  test.each([
    ['2026-06-15T11:59:59Z', 'expired', true, -1],
    ['2026-06-15T12:00:00Z', 'soon', true, 0],
    ['2026-09-13T12:00:00Z', 'soon', true, 90],
    ['2026-09-13T12:00:01Z', 'valid', false, 90],
    ['0000-01-01T00:00:00Z', 'expired', true, -740148],
    ['9999-12-31T23:59:59Z', 'valid', false, 2912277],
  ])('%s is %s', (notAfter, phase, inside, days) => {
    const [ending] = expiryOf(hostile('a', notAfter)).endings
    expect(ending).toMatchObject({ phase, days })
    expect(ending !== undefined && isInside(ending)).toBe(inside)
  })

  test('come soonest first', async () => {
    const { entries } = await inspectionOf(ROOT, SERVER, ISSUING)
    expect(expiryOf(entries).endings.map(({ entry }) => entry.name)).toEqual(['1', '2', '0'])
  })
})

describe('text', () => {
  const several = async () =>
    (
      await inspectionOf(
        ROOT,
        SERVER,
        ISSUING,
        certificate({ key: edKey('old'), subject: 'Old', notBefore: '2020-01-01', notAfter: '2022-01-01' }),
      )
    ).entries

  test('has a bar of blocks of the time asked for on a terminal', async () =>
    expect(
      expiryText(expiryOf(await several()), { ...LOOK, columns: 80 }),
    ).toBe(`         ends                 left  █ is 90d    name  subject
expired  2022-01-01  1627 days ago              3     Old
soon     2026-08-01        46 days  ▌           1     registry.corp.example
         2030-01-01      1295 days  █████████>  2     Example Issuing CA
         2044-01-01      6408 days  █████████>  0     Example Root R1

2 of 4 certificates end within 90d (by 2026-09-13); 1 has ended already
`))

  test('is painted red, yellow and green, and says the same without', async () => {
    const expiry = expiryOf(await several())
    const painted = expiryText(expiry, { style: styleFor(true), columns: 80 })
    const colours = painted.split('\n').map(line => /\u001b\[3(\d)m/.exec(line)?.[1])
    expect(colours.slice(1, 5)).toEqual(['1', '3', '2', '2'])
    expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(expiryText(expiry, { ...LOOK, columns: 80 }))
  })

  test.each([60, 80, 120, 200])('fits into %i columns, whatever the names', columns => {
    for (const text of NASTY) {
      const lines = expiryText(expiryOf(hostile(text)), { ...LOOK, columns })
        .trimEnd()
        .split('\n')
      expect(lines).toHaveLength(4)
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns)
    }
  })
})

test('JSON is as its schema says', async () => {
  const { entries } = await inspectionOf(ROOT, SERVER, ISSUING)
  for (const all of [entries, [], ...NASTY.map(text => hostile(text))])
    expect(violations(JSON.parse(expiryJson(expiryOf(all))), EXPIRY_SCHEMA)).toEqual([])
  expect(violations({ ...JSON.parse(expiryJson(expiryOf([]))), command: 'inspect' }, EXPIRY_SCHEMA)).not.toEqual([])
})

describe('Prometheus metrics', () => {
  /** A line of the text exposition format 0.0.4. */
  const SAMPLE =
    /^[a-zA-Z_:][a-zA-Z0-9_:]*(?:\{[a-z_0-9]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z_0-9]+="(?:[^"\\\n]|\\["\\n])*")*\})? -?\d+$/
  const META = /^# (?:HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* [^\\]+$/

  test.each(NASTY)('are lines of the exposition format with %j in every label', text => {
    const lines = expiryPrometheus(expiryOf(hostile(text))).split('\n')
    expect(lines.pop()).toBe('')
    for (const line of lines) expect(line).toMatch(line.startsWith('#') ? META : SAMPLE)
    expect(lines.filter(line => line.startsWith('tks_trust_'))).toHaveLength(3)
  })

  test('escape backslash and double quote', () =>
    expect(expiryPrometheus(expiryOf(hostile('a\\b"c\n')))).toContain('name="a\\\\b\\"c\\\\u{a}"'))

  test.each([
    ['2026-07-01T00:00:00Z', '1782864000'],
    ['9999-12-31T23:59:59Z', '253402300799'],
    ['1949-12-31T00:00:00Z', '-631238400'],
  ])('say %s in seconds', (notAfter, seconds) =>
    expect(expiryPrometheus(expiryOf(hostile('a', notAfter)))).toMatch(
      new RegExp(`not_after_timestamp_seconds\\{.*\\} ${seconds}\n`),
    ))
})

describe('Markdown', () => {
  test.each(NASTY)('has a table of one row with %j in it, and nothing of that is structure', text => {
    const page = expiryMarkdown(expiryOf(hostile(text)))
    const rows = page.split('\n').filter(line => line.startsWith('|'))
    expect(rows).toHaveLength(3)
    expect(rows[2]?.split('|')).toHaveLength(9)
    expect(page).not.toMatch(/<b>|\[l\]|http:\/\/|[`\u0000\u001b\u202e]/)
  })
})

describe('a calendar', () => {
  /** What ical.js makes of it. */
  const read = (text: string) => {
    const calendar = new ICAL.Component(ICAL.parse(text))
    return calendar.getAllSubcomponents('vevent').map(event => ({
      event: new ICAL.Event(event),
      alarms: event.getAllSubcomponents('valarm').map(alarm => String(alarm.getFirstPropertyValue('trigger'))),
      stamp: String(event.getFirstPropertyValue('dtstamp')),
    }))
  }

  test('is one that another program reads', async () => {
    const { entries } = await inspectionOf(SERVER)
    const [only, ...rest] = read(expiryIcs(expiryOf(entries)))
    expect(rest).toEqual([])
    expect(only?.event.uid).toBe(entries[0]?.certificate.id)
    expect(only?.event.startDate.toString()).toBe('2026-08-01')
    expect(only?.event.endDate.toString()).toBe('2026-08-02')
    expect(only?.event.startDate.isDate).toBe(true)
    expect(only?.event.summary).toBe('0 ends: registry.corp.example')
    expect(only?.event.description).toContain(
      'Issuer: CN=Example Issuing CA,O=Example Corp,C=DE\nEnds: 2026-08-01T00:00:00Z\n',
    )
    expect(only?.alarms).toEqual(['-P60D', '-P30D', '-P7D'])
    expect(only?.stamp).toBe('2026-06-15T12:00:00Z')
  })

  test('reminds nobody of what is over', () =>
    expect(read(expiryIcs(expiryOf(hostile('a', '2022-01-01T00:00:00Z'))))[0]?.alarms).toEqual([]))

  test('says nothing where there is nothing', () => expect(expiryIcs(expiryOf([]))).toBe(''))

  test('ends with the calendar itself', () =>
    expect(read(expiryIcs(expiryOf(hostile('a', '9999-12-31T23:59:59Z'))))[0]?.event.startDate.toString()).toBe(
      '9999-12-31',
    ))

  test.each(NASTY)('has %j in its texts and is read all the same', text => {
    const [only] = read(expiryIcs(expiryOf(hostile(text))))
    expect(only?.event.summary).toContain(' ends: ')
    expect(only?.event.component.getAllProperties()).toHaveLength(7)
  })

  test('has lines of at most 75 octets that are whole characters, whatever the names', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        const calendar = expiryIcs(expiryOf(hostile(text)))
        expect(calendar.endsWith('\r\n')).toBe(true)
        const lines = calendar.slice(0, -2).split('\r\n')
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(Buffer.from(line).toString()).toBe(line)
          expect(line).toMatch(/^[^\r\n]+$/)
        }
        expect(read(calendar)).toHaveLength(1)
      }),
    ))
})
