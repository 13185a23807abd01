import { groupBy, oldestFirst, othersOf } from '../among.ts'
import { keyOctets } from '../inspect/key-id.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'same-key',
  on: 'set',
  severity: 'info',
  summary: 'A key stands in one certificate',
  why: 'A renewed or a cross-signed CA: the older of the two may go once all nodes have the other.',
  fix: 'remove the one that ends first, when all clusters have the other',
  source: 'house rule',
  example: 'CN=Three,O=Example,C=GB: the same key as One-07578a89',
  check: entries =>
    [...groupBy(entries, ({ certificate }) => keyOctets(certificate)).values()].flatMap(group =>
      oldestFirst(group)
        .slice(1)
        .map(entry => ({ entry, message: `the same key as ${othersOf(entry, group)}` })),
    ),
})
