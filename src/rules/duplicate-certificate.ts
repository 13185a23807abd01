import type { Origin } from '../model.ts'
import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

const place = ({ path, line }: Origin): string => `${printable(path)}:${line}`

export default defineRule({
  name: 'duplicate-certificate',
  on: 'set',
  severity: 'warning',
  summary: 'A certificate stands in one place only',
  why: 'It is written once all the same, but whoever removes one of the copies believes that the CA is gone.',
  fix: 'delete all copies but one',
  source: 'house rule',
  example: 'CN=One,O=Example,C=GB: the same certificate stands in certs/breaks.pem:14',
  check: entries =>
    entries.flatMap(entry => {
      if (entry.origins.length < 2) return []
      // One after the other in a DER file, two copies have the same line.
      const distinct = new Map(entry.origins.map(origin => [place(origin), origin]))
      if (distinct.size < 2) return []
      const [first = '', second = ''] = distinct.keys()
      const others = distinct.size - 1
      const beside = others > 1 ? `${others} other places, first ` : ''
      return [...distinct].map(([here, origin]) => {
        return { entry, origin, message: `the same certificate stands in ${beside}${here === first ? second : first}` }
      })
    }),
})
