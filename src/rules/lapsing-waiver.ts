import { defineRule } from './rule.ts'

export default defineRule({
  name: 'lapsing-waiver',
  on: 'waiver',
  severity: 'warning',
  summary: 'A waiver does not lapse within the next 30 days',
  why: 'What it covers will be judged again, perhaps on a day when nobody has time for it.',
  fix: 'mend what it covers, or renew it with a new reason',
  source: 'house rule',
  example: 'waivers[0] ends on 2026-07-15, in 30 days',
  options: {
    days: { summary: 'how many days ahead', schema: { type: 'integer', minimum: 0, maximum: 365 }, default: 30 },
  },
})
