import { listedIn } from '../committed.ts'
import type { Certificate, Entry, Json } from '../model.ts'
import { isRecord, valueAt, without } from '../object.ts'
import { TARGETS, type TargetOptions } from '../targets/index.ts'
import type { Target } from '../targets/target.ts'
import { parseObject } from '../yaml.ts'

/** One side of a comparison: a manifest, or what one would be made of. */
export interface Snapshot {
  readonly listed: readonly Item[]
  /** The object around the list, without what a cluster adds; undefined where there is only a set of certificates. */
  readonly around: Json | undefined
  readonly target: Target<TargetOptions> | undefined
}

/** One certificate of a list under its name, or a name whose data cannot be read. */
export interface Item {
  readonly name: string
  readonly certificate: Certificate | undefined
  /** The data as it stands in the manifest. */
  readonly data?: string
  /** The files it came from, where that is known. */
  readonly files?: readonly string[]
}

/** A side on which there is nothing yet, or nothing any more. */
export const NOTHING: Snapshot = { listed: [], around: undefined, target: undefined }

/** A manifest of any target, written by this program or by hand. @throws {Error} where the text is not YAML, or of no target */
export function snapshotOfText(text: string): Snapshot {
  const { object, target } = objectIn(text)
  const files = filesIn(text)
  const listed = listedIn(object, target).map(item => ({ ...item, ...filesOf(files, item.certificate) }))
  return { listed, around: declared(without(object, target.listAt)), target }
}

/** The object of a manifest, with the target whose shape it has. @throws {Error} where the text is not YAML, or of no target */
function objectIn(text: string): { readonly object: Json; readonly target: Target<TargetOptions> } {
  const object = onlyItem(parseObject(text))
  const target = [...TARGETS.values()].find(candidate => candidate.list(object) !== undefined)
  if (target === undefined)
    throw new TypeError(`no manifest of ${[...TARGETS.values()].map(({ kind }) => kind).join(', ')}`)
  return { object, target }
}

/** The entries of an output as it would be written. */
export const snapshotOfEntries = (
  entries: readonly Entry[],
  { object, target }: { readonly object: Json; readonly target: Target<TargetOptions> },
): Snapshot => ({
  ...snapshotOfSources(entries),
  around: declared(without(object, target.listAt)),
  target,
})

/** Certificates that are in no manifest. */
export const snapshotOfSources = (entries: readonly Entry[]): Snapshot => ({
  listed: entries.map(({ name, certificate, origins }) => ({
    name,
    certificate,
    files: [...new Set(origins.map(({ path }) => path))],
  })),
  around: undefined,
  target: undefined,
})

/** `kubectl get` without a name gives a list of one. */
function onlyItem(object: Json): Json {
  const items = isRecord(object) && String(object.kind).endsWith('List') ? valueAt(object, ['items']) : undefined
  return Array.isArray(items) && items.length === 1 ? items[0] : object
}

/** The comment above an entry says where its certificate came from. */
const filesIn = (text: string): Map<string, string[]> =>
  new Map(
    [...text.matchAll(/^ *# SHA-256 ([0-9a-f]{64}) from (.+)$/gm)].map(([, id = '', files = '']) => [
      id,
      files.split(', '),
    ]),
  )

function filesOf(files: ReadonlyMap<string, string[]>, certificate: Certificate | undefined): Pick<Item, 'files'> {
  const found = certificate === undefined ? undefined : files.get(certificate.id)
  return found === undefined ? {} : { files: found }
}

/** What a cluster and its controllers add to an object; nobody declared it. */
const ADDED: readonly (readonly string[])[] = [
  ['status'],
  ...['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'].map(key => [
    'metadata',
    key,
  ]),
  ...['kubectl.kubernetes.io/last-applied-configuration', 'argocd.argoproj.io/tracking-id'].map(key => [
    'metadata',
    'annotations',
    key,
  ]),
  ...['kustomize.toolkit.fluxcd.io/name', 'kustomize.toolkit.fluxcd.io/namespace', 'app.kubernetes.io/instance'].map(
    key => ['metadata', 'labels', key],
  ),
]

const declared = (object: Json): Json => ADDED.reduce((left, keys) => without(left, keys), object)
