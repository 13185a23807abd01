import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths } from '../src/calendar.ts'
import { RunError } from '../src/run-error.ts'
import { periodOf } from '../src/within.ts'

const NOW = '2026-08-31T12:00:00Z'

describe('a time ahead', () => {
  test.each([
    ['0d', '2026-08-31T12:00:00Z'],
    ['1d', '2026-09-01T12:00:00Z'],
    ['90d', '2026-11-29T12:00:00Z'],
    ['12w', '2026-11-23T12:00:00Z'],
    ['6m', '2027-02-28T12:00:00Z'],
    ['18m', '2028-02-29T12:00:00Z'],
    ['1y', '2027-08-31T12:00:00Z'],
    [' 2Y ', '2028-08-31T12:00:00Z'],
    ['99999y', '9999-12-31T23:59:59Z'],
    ['99999d', '2300-06-15T12:00:00Z'],
  ])('%j ends on %s', (text, until) => expect(periodOf(text, NOW).until).toBe(until))

  test.each([
    '',
    '90',
    'd',
    '-1d',
    '1.5y',
    '90 days',
    '1h',
    '3M6',
    '1e3d',
    '999999d',
    'd90',
    '９０d',
  ])('%j is none', text => {
    expect(() => periodOf(text, NOW)).toThrow(RunError)
  })

  test('in months never leaves the month', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2500-01-01T00:00:00Z'), noInvalidDate: true }),
        fc.nat(1200),
        (date, months) => {
          const from = `${date.toISOString().slice(0, 19)}Z`
          const to = addMonths(from, months)
          expect(new Date(to).toISOString().slice(0, 19)).toBe(to.slice(0, 19))
          const count = (at: string) => Number(at.slice(0, 4)) * 12 + Number(at.slice(5, 7))
          expect(count(to) - count(from)).toBe(months)
        },
      ),
    ))
})
