import type { Entry } from '../model.ts'
import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'name-collision',
  on: 'set',
  waivable: false,
  severity: 'error',
  summary: 'No two certificates have the same name, whatever its case',
  why: 'A node files each entry under its name; of two with the same name, one is lost.',
  fix: 'rename one of the files: the name of the file becomes the name of the entry',
  source: 'vSphere documentation, TkgServiceConfiguration: the name is used in a file name on the node',
  example: 'CN=Two,O=Example,C=GB: the name root is also that of another certificate, in certs/lab/Root.pem',
  check: entries => {
    const first = new Map<string, Entry>()
    return entries.flatMap(entry => {
      const key = entry.name.toLowerCase()
      const other = first.get(key)
      if (other === undefined) {
        first.set(key, entry)
        return []
      }
      const where = printable(other.origins[0]?.path ?? '')
      return [{ entry, message: `the name ${entry.name} is also that of another certificate, in ${where}` }]
    })
  },
})
