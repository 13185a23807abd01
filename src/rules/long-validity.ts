import { day } from '../inspect/describe.ts'
import { defineRule } from './rule.ts'

/** The same day so many years later; `YYYY` sorts as text, and no certificate goes beyond 9999. */
const addYears = (instant: string, years: number): string =>
  String(Number(instant.slice(0, 4)) + years).padStart(4, '0') + instant.slice(4)

export default defineRule({
  name: 'long-validity',
  on: 'certificate',
  severity: 'info',
  summary: 'A CA is valid for 25 years at most',
  why: 'Its key outlives the algorithms of its day, and everybody who knew about it.',
  fix: 'nothing to do here; a renewed CA should have fewer years',
  source: 'house rule; the longest that pkilint and certlint let pass',
  example: 'CN=Too Long,O=Example,C=GB: it is valid from 2020-01-01 to 2045-01-01, over 25 years',
  options: {
    years: { summary: 'the most years', schema: { type: 'integer', minimum: 1, maximum: 1000 }, default: 25 },
  },
  check: ({ notBefore, notAfter }, _, { years }) =>
    notAfter > addYears(notBefore, years)
      ? `it is valid from ${day(notBefore)} to ${day(notAfter)}, over ${years} years`
      : undefined,
})
