import { groupBy, oldestFirst, othersOf } from '../among.ts'
import { keyOctets } from '../inspect/key-id.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'same-subject',
  on: 'set',
  severity: 'warning',
  summary: 'Two CAs with one subject have the same key',
  why: 'It may be a new key beside the old one, or a look-alike: a reviewer has to know which. The older one is not named.',
  fix: 'compare the SHA-256 with what the owner of the CA publishes; during a change of keys keep both, then remove the older',
  source: 'house rule',
  example: 'CN=One,O=Example,C=GB: the same subject as One-07578a89, with another key',
  check: entries =>
    [...groupBy(entries, ({ certificate }) => certificate.subject.text).values()].flatMap(group => {
      if (group.length < 2 || group[0]?.certificate.subject.text === '') return []
      const [oldest, ...later] = oldestFirst(group)
      const key = oldest === undefined ? '' : keyOctets(oldest.certificate)
      return later
        .filter(({ certificate }) => keyOctets(certificate) !== key)
        .map(entry => ({ entry, message: `the same subject as ${othersOf(entry, group)}, with another key` }))
    }),
})
