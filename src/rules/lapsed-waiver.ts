import { defineRule } from './rule.ts'

export default defineRule({
  name: 'lapsed-waiver',
  on: 'waiver',
  severity: 'warning',
  summary: 'A waiver has not lapsed',
  why: 'What it covered is judged again. Only where a manifest is rendered for a sync it still holds: a sync must not fail because a day has passed.',
  fix: 'mend what it covered, or renew it with a new reason',
  source: 'house rule',
  example: 'waivers[0] lapsed after 2026-06-14',
})
