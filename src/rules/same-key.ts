import { groupBy, oldestFirst, othersOf } from '../among.ts'
import { keyEnd, keyOctets } from '../inspect/key-id.ts'
import type { Entry } from '../model.ts'
import { defineRule } from './rule.ts'

/** Groups of two and more. */
const groupsOf = (entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry[][] =>
  [...groupBy(entries, keyOf).values()].filter(group => group.length > 1)

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
    groupsOf(entries, ({ certificate }) => keyEnd(certificate))
      .flatMap(alike => groupsOf(alike, ({ certificate }) => keyOctets(certificate)))
      .flatMap(group =>
        oldestFirst(group)
          .slice(1)
          .map(entry => ({ entry, message: `the same key as ${othersOf(entry, group)}` })),
      ),
})
