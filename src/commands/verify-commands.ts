import { relative, resolve } from 'node:path'
import { pathFor, placementOf } from '../add/placement.ts'
import type { Config } from '../config/define.ts'
import { stops } from '../finding.ts'
import { alternativesOf, selector, staticFolderOf } from '../io/select.ts'
import { judgeCertificate } from '../judge.ts'
import type { Certificate } from '../model.ts'
import type { Contact } from '../report/verification.ts'
import { addCommand } from './again.ts'
import type { World } from './command.ts'
import type { Commands } from './verify-judge.ts'
import type { Plan } from './verify-plan.ts'

/** What advice is made of, as it can be pasted where this run was started. */
export function commandsFor(
  world: World,
  flags: { readonly config?: string | undefined },
  { root = world.cwd, law, config }: Plan,
): Commands {
  const circumstances = { now: world.now, signature: undefined, isCommitted: false, output: '' }
  return {
    add: (source, output) => {
      const folder = config === undefined ? undefined : folderFor(output, config)
      const dir = folder === undefined ? undefined : relative(world.cwd, resolve(root, folder)) || '.'
      return addCommand(world, { ...flags, dir }, source)
    },
    sourceOf: (contact: Contact) =>
      'from' in contact && contact.from !== undefined
        ? relative(world.cwd, resolve(root, contact.from))
        : contact.registry.text,
    objections: (certificate: Certificate) =>
      judgeCertificate(law, certificate, { path: '', index: 0, line: 1 }, circumstances)
        .filter(stops)
        .map(({ rule }) => rule),
  }
}

/** The folder that `add` has to be told of, so that the output takes what is added; undefined where it goes there anyway. */
function folderFor(path: string, { sources, outputs }: Config): string | undefined {
  const output = outputs.find(one => one.path === path)
  if (output?.include === undefined) return undefined
  const selects = selector(output)
  const isTaken = (folder?: string) => {
    const file = pathFor('ca', placementOf(sources, folder))
    return file !== undefined && selects(file)
  }
  if (isTaken()) return undefined
  const positive = output.include.filter(pattern => !pattern.startsWith('!'))
  return alternativesOf(positive).map(staticFolderOf).find(isTaken)
}
