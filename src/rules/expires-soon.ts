import { addDays, daysBetween } from '../calendar.ts'
import { day } from '../inspect/describe.ts'
import { plural } from '../plural.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'expires-soon',
  on: 'certificate',
  severity: 'warning',
  summary: 'A certificate does not expire within the next 60 days',
  why: 'Clusters take a new CA in only when their nodes are replaced, which takes planning.',
  fix: 'ask the owner of the CA for its successor, and commit it beside this one',
  source: 'house rule',
  example: 'CN=Soon,O=Example,C=GB: it expires on 2026-08-14, in 60 days',
  options: {
    days: { summary: 'how many days ahead', schema: { type: 'integer', minimum: 0, maximum: 36500 }, default: 60 },
  },
  check: ({ notAfter }, { now }, { days }) => {
    if (notAfter < now || notAfter > addDays(now, days)) return undefined
    return `it expires on ${day(notAfter)}, in ${plural(daysBetween(now, notAfter), 'day')}`
  },
})
