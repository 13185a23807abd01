import { printable } from '../printable.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'stray-namespace',
  on: 'output',
  severity: 'warning',
  summary: 'An object of the whole cluster is in no namespace',
  why: 'The API server drops the namespace, so that controllers see a difference that never goes away.',
  fix: 'remove metadata.namespace from the base, and namespace or targetNamespace from what renders it',
  source: 'Kubernetes, API concepts: cluster-scoped resources; kustomize, issue 2498',
  example: 'metadata.namespace is flux-system, and a TkgServiceConfiguration is in no namespace',
  check: ({ namespace, manifest, base }) =>
    namespace === undefined
      ? []
      : [
          {
            message: `metadata.namespace is ${printable(namespace)}, and a ${String(manifest.object.kind)} is in no namespace`,
            ...(base !== undefined && { path: base }),
          },
        ],
})
