import type { Manifest } from '../model.ts'
import { isRecord } from '../object.ts'
import { defineRule } from './rule.ts'

const ETCD = 1.5 * 1024 * 1024
const ANNOTATIONS = 256 * 1024

const kib = (size: number): string => `${Math.ceil(size / 1024)} KiB`

/** Flux always applies on the server side; Argo CD does where this annotation says so. */
function isServerSide({ object: { metadata } }: Manifest): boolean {
  const annotations = isRecord(metadata) && isRecord(metadata.annotations) ? metadata.annotations : {}
  const options = annotations['argocd.argoproj.io/sync-options']
  if (typeof options === 'string') return options.includes('ServerSideApply=true')
  return 'kustomize.toolkit.fluxcd.io/ssa' in annotations
}

export default defineRule({
  name: 'output-size',
  on: 'output',
  severity: 'error',
  summary: 'An output fits into what stores it',
  why: 'kubectl apply on the client side keeps a copy in an annotation of at most 256 KiB in all; etcd takes requests of at most 1.5 MiB.',
  fix: 'apply it with --server-side, or with gitops: [argocd] or [flux]; beyond 1.5 MiB leave certificates out',
  source: 'Kubernetes apimachinery, TotalAnnotationSizeLimitB; etcd documentation, system limits',
  example: '257 KiB are more than client-side apply can store (256 KiB)',
  check: ({ manifest }) => {
    const size = Buffer.byteLength(JSON.stringify(manifest.object))
    if (size > ETCD)
      return [{ message: `${kib(size)} are more than the 1536 KiB that etcd takes`, fix: 'leave certificates out' }]
    if (size <= ANNOTATIONS || isServerSide(manifest)) return []
    const message = `${kib(size)} are more than client-side apply can store (256 KiB)`
    return [
      {
        message,
        severity: 'warning',
        fix: 'apply it with --server-side, or set gitops: [argocd] or [flux] in the configuration',
      },
    ]
  },
})
