import { type ObjectNode, objectOf, quoted, stringAt, textInBlocks } from './objects.ts'

/** Where tools keep the file of an object, the newer key first (kustomize, kyaml/kio/kioutil). */
const FILE_KEYS = ['internal.config.kubernetes.io/path', 'config.kubernetes.io/path'] as const
const INDEX_KEYS = ['internal.config.kubernetes.io/index', 'config.kubernetes.io/index'] as const

/** The file of an object, where a tool says it. */
export const fileOf = (object: ObjectNode): string | undefined =>
  FILE_KEYS.map(key => stringAt(object, 'metadata', 'annotations', key)).find(path => path !== undefined)

/** What kustomize writes onto every object that it hands to a function or a plugin (api/internal/plugins/utils, TrackableSource). */
const BY_KUSTOMIZE = 'kustomize.config.k8s.io/id'

/** Whether kustomize has handed an object over: to it files are names that it makes up, or that somebody has left in the object. */
export const isOfKustomize = (object: ObjectNode): boolean =>
  stringAt(object, 'metadata', 'annotations', BY_KUSTOMIZE) !== undefined

/** A manifest of ours, without its head, that says in which file it stands, alone: kpt writes it there, kustomize takes the annotations away. */
export function withFile(manifest: string, path: string): string {
  const object = objectOf(manifest)
  for (const key of FILE_KEYS) object.setIn(['metadata', 'annotations', key], quoted(path))
  for (const key of INDEX_KEYS) object.setIn(['metadata', 'annotations', key], quoted('0'))
  return textInBlocks('', object)
}
