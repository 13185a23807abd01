import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'issuer-missing',
  on: 'set',
  severity: 'info',
  summary: 'The issuer of an intermediate is in the set too',
  why: 'Without its root, nothing here says whether the intermediate is genuine, and OpenSSL clients refuse a chain that ends in it.',
  fix: 'add the root that issued it, and then remove the intermediate',
  source: 'house rule',
  example: 'CN=Orphan,O=Example,C=GB: its issuer CN=Fixture Root,O=Example,C=GB is not in the set',
  check: entries => {
    const intermediates = entries.filter(
      ({ certificate: { basicConstraints, selfIssued } }) => basicConstraints === 'ca' && !selfIssued,
    )
    if (intermediates.length === 0) return []
    const subjects = new Set(entries.map(({ certificate }) => certificate.subject.text))
    return intermediates
      .filter(({ certificate: { issuer } }) => !subjects.has(issuer.text))
      .map(entry => ({
        entry,
        message: `its issuer ${printable(entry.certificate.issuer.text, 120)} is not in the set`,
      }))
  },
})
