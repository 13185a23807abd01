import { describe } from '../inspect/describe.ts'
import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'dropped-from-base',
  on: 'output',
  severity: 'warning',
  summary: 'Every certificate of a base is among the sources',
  why: 'The list of the base is replaced: what stands only there is trusted no more.',
  fix: 'commit the certificate among the sources, or remove it from the base',
  source: 'house rule',
  example: '',
  check: ({ dropped, base }) =>
    dropped.map(({ name, certificate }) => ({
      message: `${printable(name)}, ${describe(certificate)}, stands in the base only and is replaced`,
      ...(base !== undefined && { path: base }),
    })),
})
