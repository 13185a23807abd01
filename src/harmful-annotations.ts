import type { Json } from './model.ts'
import { isRecord, valueAt } from './object.ts'
import type { Problem } from './run-error.ts'

interface Harm {
  readonly does: string
  /** Whether it does so whatever the value is, and not only where it is not `false`. */
  readonly whatever: boolean
}

/** gitops-engine, pkg/sync/hook: that such an annotation is there is enough. */
const HOOK: Harm = { does: 'Argo CD would not keep the object, but run it as a hook', whatever: true }

/**
 * Annotations by which an object would be left out of what is rendered, get another name, or be run and deleted. Others of these tools are
 * their book-keeping, which they put onto every object.
 */
const HARMFUL: ReadonlyMap<string, Harm> = new Map<string, Harm>([
  ['config.kubernetes.io/local-config', { does: 'kustomize would leave the object out', whatever: false }],
  [
    'kustomize.config.k8s.io/needs-hash',
    { does: 'kustomize would give the object another name, under which nothing reads it', whatever: false },
  ],
  ['argocd.argoproj.io/hook', HOOK],
  ['helm.sh/hook', HOOK],
])

/** What is wrong with the annotations of an object that somebody else has written. @param path of it, for messages */
export function harmfulAnnotations(path: string, object: Json): Problem[] {
  const annotations = valueAt(object, ['metadata', 'annotations'])
  return Object.entries(isRecord(annotations) ? annotations : {}).flatMap(([key, value]) => {
    const harm = HARMFUL.get(key)
    if (harm === undefined || (!harm.whatever && String(value) === 'false')) return []
    return [{ where: path, message: `has the annotation ${key}: ${harm.does}`, fix: 'take it out' }]
  })
}
