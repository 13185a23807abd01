import { groupBy } from '../among.ts'
import { isEntryName, isNamed, nameFromCertificate, nameFromPath } from '../entry-name.ts'
import { describe, subjectOf } from '../inspect/describe.ts'
import type { Certificate, Sighting } from '../model.ts'
import { byCodeUnit } from '../order.ts'
import { printable } from '../printable.ts'
import type { Problem } from '../run-error.ts'
import type { Offer } from './delivery.ts'
import { type Placement, pathFor, wantedPath } from './placement.ts'

/** A certificate and the file it goes to. */
export interface Addition {
  readonly certificate: Certificate
  readonly offers: readonly Offer[]
  /** The entry name that the file will give it. */
  readonly name: string
  readonly path: string
}

/** A certificate that is in the folder already, and where. */
export interface Present {
  readonly certificate: Certificate
  readonly path: string
}

/** What will be written, what need not be, and what cannot. */
export interface Plan {
  readonly additions: readonly Addition[]
  readonly present: readonly Present[]
  readonly problems: readonly Problem[]
  readonly notes: readonly Problem[]
}

/** What a plan is made against. */
export interface Ground {
  readonly placement: Placement
  /** The certificates that the sources hold. */
  readonly sightings: readonly Sighting[]
  /** What stands at a path or at one that differs in case only, as the disk spells it. */
  readonly occupantOf: (path: string) => string | undefined
  /** Whether what is at a path already does for every output what it would do in the folder that was named. */
  readonly suffices: (path: string) => boolean
}

/** Gives every certificate that is not there yet a file of its own. @param named the name for the only one */
export function planOf(
  offers: readonly Offer[],
  { placement, sightings, occupantOf, suffices }: Ground,
  named?: string,
): Plan {
  const counted = sightings.filter(({ origin }) => suffices(origin.path))
  const places = new Map(counted.map(({ certificate, origin }) => [certificate.id, origin.path]))
  const additions = new Map<string, Addition>()
  const present: Present[] = []
  const problems: Problem[] = []
  const notes: Problem[] = []
  for (const group of groupBy(offers, ({ certificate }) => certificate.id).values()) {
    const [first] = group
    if (first === undefined) continue
    const { certificate } = first
    const there = places.get(certificate.id)
    if (there !== undefined) {
      present.push({ certificate, path: there })
      continue
    }
    const name = named ?? nameFor(group, offers)
    notes.push(...(named === undefined ? lostNames(group, name) : []))
    const path = pathFor(name, placement)
    const other = path === undefined ? undefined : additions.get(path.toLowerCase())
    const occupant = path === undefined ? undefined : occupantOf(path)
    if (path === undefined) problems.push(unmatched(first, name, placement))
    else if (other !== undefined) problems.push(both(path, other.certificate, certificate))
    else if (occupant !== undefined) problems.push(taken(occupant, certificate, sightings))
    else additions.set(path.toLowerCase(), { certificate, offers: group, name, path })
  }
  return { additions: [...additions.values()], present, problems, notes }
}

/** The name in a manifest, else what the certificate calls itself, else what its file is called. */
function nameFor(group: readonly Offer[], all: readonly Offer[]): string {
  const [first] = group
  const [listed] = group
    .flatMap(({ name }) => (name !== undefined && isEntryName(name) ? [name] : []))
    .sort((a, b) => a.length - b.length || byCodeUnit(a, b))
  if (listed !== undefined || first === undefined) return listed ?? ''
  const { certificate, origin } = first
  const isAlone = all.every(
    ({ origin: { path }, certificate: { id } }) => path !== origin.path || id === certificate.id,
  )
  const ofFile = isNamed(certificate) || !isAlone || !first.isFile ? '' : nameFromPath(origin.path).replace(/^\.+/, '')
  return ofFile || nameFromCertificate(certificate)
}

function lostNames(group: readonly Offer[], kept: string): Problem[] {
  return group.flatMap(({ name, origin }) => {
    if (name === undefined || name === kept) return []
    const why = isEntryName(name) ? 'is a second one for a certificate' : 'is none that a node can have'
    return [
      {
        where: `${origin.path}:${origin.line}`,
        message: `the name ${printable(name, 100)} ${why}: it becomes ${kept}`,
      },
    ]
  })
}

const shown = (certificate: Certificate): string => `${describe(certificate)}, SHA-256 ${certificate.id}`

function taken(path: string, certificate: Certificate, sightings: readonly Sighting[]): Problem {
  const held = sightings.filter(({ origin }) => origin.path === path)
  const [first] = held
  const what = first === undefined ? 'no certificate that is read' : shown(first.certificate)
  return {
    where: path,
    message: `is there already and holds ${what}; it is not replaced by ${shown(certificate)}`,
    fix: `add that one alone with --name ${nameFromCertificate(certificate)}`,
  }
}

const both = (path: string, one: Certificate, other: Certificate): Problem => ({
  where: path,
  message: `two certificates would go there: ${shown(one)}; and ${shown(other)}`,
  fix: `add them one by one, with --fingerprint ${other.id} --name ${nameFromCertificate(other)}`,
})

function unmatched({ origin, certificate }: Offer, name: string, placement: Placement): Problem {
  if (name.startsWith('.'))
    return {
      where: `${origin.path}:${origin.line}`,
      message: `the name ${name} would make a hidden file, which \`sources\` leave alone (${subjectOf(certificate)})`,
      fix: 'rename the entry in the manifest first; clusters take that for another certificate',
    }
  return {
    where: wantedPath(name, placement),
    message: `would match no pattern of \`sources\`: ${placement.sources.map(pattern => printable(pattern)).join(', ')}`,
    fix: 'name a folder that they search with --dir, another name with --name, or widen them',
  }
}
