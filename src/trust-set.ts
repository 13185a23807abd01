import { isEntryName, nameFromCertificate, nameFromPath } from './entry-name.ts'
import type { Certificate, Entry, Origin, Sighting } from './model.ts'
import { byCodeUnit } from './order.ts'

/**
 * Makes the trust set of what was found: every certificate once, named, in the order of the names. The result depends
 * on the certificates and their paths only, never on the order in which they are given.
 */
export function arrange(sightings: readonly Sighting[]): Entry[] {
  const several = filesOfSeveral(sightings)
  const entries = new Map<string, { names: string[]; origins: Origin[]; certificate: Sighting['certificate'] }>()
  for (const sighting of sightings) {
    const { certificate, origin } = sighting
    const entry = entries.get(certificate.id) ?? { names: [], origins: [], certificate }
    entry.names.push(nameOf(sighting, !several.has(origin.path)))
    entry.origins.push(origin)
    entries.set(certificate.id, entry)
  }
  return [...entries.values()]
    .map(({ names, origins, certificate }) => ({ name: choose(names), certificate, origins: origins.sort(byPlace) }))
    .sort(byName)
}

/** What a manifest lists already, and stays in it. */
export interface Kept {
  /** The manifest. */
  readonly path: string
  readonly entries: readonly { readonly name: string; readonly certificate: Certificate }[]
}

/** A trust set with what is kept, under the names that it has: a name that a node knows is worth more than that of a file. */
export function keeping(entries: readonly Entry[], { path, entries: kept }: Kept): Entry[] {
  const set = new Map<string, Entry>()
  for (const [index, { name, certificate }] of kept.entries())
    if (!set.has(certificate.id)) set.set(certificate.id, { name, certificate, origins: [{ path, index, line: 1 }] })
  for (const entry of entries) {
    const { id } = entry.certificate
    set.set(id, { ...entry, name: set.get(id)?.name ?? entry.name })
  }
  return [...set.values()].sort(byName)
}

const byName = (a: Entry, b: Entry): number =>
  byCodeUnit(a.name, b.name) || byCodeUnit(a.certificate.id, b.certificate.id)

/** A name that a manifest gave already stays; then a file's own name; then the certificate's. */
function nameOf({ certificate, origin, name }: Sighting, alone: boolean): string {
  if (name !== undefined && isEntryName(name)) return name
  return (alone ? nameFromPath(origin.path) : '') || nameFromCertificate(certificate)
}

/** Of several names for one certificate the shortest, then the first: any rule will do as long as order has no say. */
const choose = (names: readonly string[]): string =>
  [...names].sort((a, b) => a.length - b.length || byCodeUnit(a, b))[0] ?? ''

/** The files that hold more than one certificate. */
function filesOfSeveral(sightings: readonly Sighting[]): Set<string> {
  const first = new Map<string, string>()
  const several = new Set<string>()
  for (const { certificate, origin } of sightings) {
    const id = first.get(origin.path)
    if (id === undefined) first.set(origin.path, certificate.id)
    else if (id !== certificate.id) several.add(origin.path)
  }
  return several
}

const byPlace = (a: Origin, b: Origin): number => byCodeUnit(a.path, b.path) || a.line - b.line || a.index - b.index
