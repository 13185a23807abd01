import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

const listed = (lead: string, names: readonly string[]): string =>
  names.length === 0 ? '' : `${lead} ${names.map(name => printable(name, 80)).join(', ')}`

export default defineRule({
  name: 'name-constraints',
  on: 'certificate',
  severity: 'info',
  summary: 'What names a CA may vouch for is said',
  why: 'A registry outside of these names stays untrusted, though its CA is in the set.',
  fix: 'nothing to do, if your registries are among these names',
  source: 'RFC 5280 section 4.2.1.10',
  example: 'CN=Constrained,O=Example,C=GB: it vouches only for DNS:corp.example',
  check: ({ nameConstraints }) => {
    if (nameConstraints === undefined) return undefined
    const { permitted, excluded } = nameConstraints
    const parts = [listed('it vouches only for', permitted), listed('it never vouches for', excluded)]
    return parts.filter(part => part !== '').join('; ') || 'its name constraints are empty'
  },
})
