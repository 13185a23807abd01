import type { Json } from './model.ts'
import { isRecord, valueAt } from './object.ts'
import type { Problem } from './run-error.ts'

/**
 * Annotations by which an object would be left out of what is rendered, get another name, or be run and deleted: what each would do, and
 * whether that is so whatever its value. Others of these tools are their book-keeping, which they put onto every object.
 */
const HARMFUL: ReadonlyMap<string, { readonly does: string; readonly whatever: boolean }> = new Map([
  ['config.kubernetes.io/local-config', { does: 'kustomize would leave the object out', whatever: false }],
  [
    'kustomize.config.k8s.io/needs-hash',
    { does: 'kustomize would give the object another name, under which nothing reads it', whatever: false },
  ],
  // gitops-engine, pkg/sync/hook: their being there is enough.
  ...['argocd.argoproj.io/hook', 'helm.sh/hook'].map(
    key => [key, { does: 'Argo CD would not keep the object, but run it as a hook', whatever: true }] as const,
  ),
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
