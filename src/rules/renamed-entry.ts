import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'renamed-entry',
  on: 'output',
  severity: 'warning',
  summary: 'A certificate keeps the name that the committed output gives it',
  why: 'A node files it under the new name, so that clusters are updated for a change that changes nothing.',
  fix: 'nothing, if it was meant; else give the file back its name',
  source: 'house rule; vSphere documentation, TkgServiceConfiguration: any change may start a rolling update',
  example: 'CN=One,O=Example,C=GB: renamed from uno to one, which costs a needless rolling update',
  check: ({ committed = [], entries }) => {
    const before = new Map(committed.map(({ name, certificate }) => [certificate.id, name]))
    return entries.flatMap(entry => {
      const was = before.get(entry.certificate.id)
      // In a text with a merge conflict nobody knows which name belongs to which data.
      if (was === undefined || was === '' || was === entry.name) return []
      return [
        {
          entry,
          message: `renamed from ${printable(was)} to ${printable(entry.name)}, which costs a needless rolling update`,
        },
      ]
    })
  },
})
