import { describe } from '../inspect/describe.ts'
import { keyOctets } from '../inspect/key-id.ts'
import type { Certificate } from '../model.ts'
import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

const authority = (certificate: Certificate): string => `${certificate.subject.text}\0${keyOctets(certificate)}`

export default defineRule({
  name: 'lost-certificate',
  on: 'output',
  severity: 'warning',
  summary: 'Every certificate of the committed output is still among the sources',
  why: 'Clusters that are built or updated after this no longer trust what it issued.',
  fix: 'nothing, if it was meant to go; else bring its file back (git log --diff-filter=D)',
  source: 'house rule',
  example: 'two is trusted no more: CN=Two,O=Example,C=GB, self-signed root, ECDSA P-256, 2020-01-01 to 2040-01-01',
  check: ({ committed = [], entries }) => {
    const here = new Set(entries.map(({ certificate }) => certificate.id))
    const lost = committed.filter(({ certificate }) => !here.has(certificate.id))
    if (lost.length === 0) return []
    // A renewed CA is trusted as it was: the same subject with the same key.
    const names = new Set(entries.map(({ certificate }) => authority(certificate)))
    return lost
      .filter(({ certificate }) => !names.has(authority(certificate)))
      .map(({ name, certificate }) => ({ message: `${printable(name)} is trusted no more: ${describe(certificate)}` }))
  },
})
