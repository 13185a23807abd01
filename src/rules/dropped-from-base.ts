import { defineRule } from './rule.ts'

export default defineRule({
  name: 'dropped-from-base',
  on: 'output',
  severity: 'warning',
  summary: 'Every certificate of a base is among the sources',
  why: 'The list of the base is replaced: what stands only there is trusted no more.',
  fix: 'commit the certificate among the sources, or remove it from the base',
  source: 'house rule',
})
