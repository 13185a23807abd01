import { isEntryName } from '../entry-name.ts'
import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'entry-name',
  on: 'set',
  waivable: false,
  severity: 'error',
  summary: 'A name is made of letters, digits, dots, dashes and underscores, 240 at most',
  why: 'The name becomes part of a file name on every node.',
  fix: 'give the file a shorter name',
  source: 'vSphere documentation, TkgServiceConfiguration: "alphanumeric characters, a dash, an underscore or a dot"',
  example: 'CN=One,O=Example,C=GB: its name would have 241 characters',
  check: entries =>
    entries
      .filter(({ name }) => !isEntryName(name))
      .map(entry =>
        entry.name.length > 240
          ? { entry, message: `its name would have ${entry.name.length} characters` }
          : {
              entry,
              message: `its name, ${printable(entry.name)}, has other characters`,
              fix: 'give it another name where it stands',
            },
      ),
})
