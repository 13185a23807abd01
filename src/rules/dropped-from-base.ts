import { describe } from '../inspect/describe.ts'
import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'dropped-from-base',
  on: 'output',
  severity: 'warning',
  summary: 'Every certificate of a base is among the sources',
  why: 'The list of the base is replaced: what stands only there is trusted no more. Where nobody sees the difference, in a function and in the plugin of Argo CD, it is an error.',
  fix: 'commit the certificate among the sources, or remove it from the base; to drop it all the same: rules: { dropped-from-base: warning }; in functionConfig, keepListed: false drops it, and keepListed: true keeps it',
  source: 'house rule',
  example:
    'two, CN=Two,O=Example,C=GB, self-signed root, ECDSA P-256, 2020-01-01 to 2040-01-01, is only in the base, and is dropped',
  check: ({ dropped, base }) =>
    dropped.map(({ name, certificate }) => ({
      message: `${printable(name)}, ${certificate === undefined ? 'which holds no certificate' : describe(certificate)}, is only in the base, and is dropped`,
      ...(base !== undefined && { path: base }),
    })),
})
