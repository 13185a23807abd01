import { load } from 'js-yaml'
import type { Json } from '../../src/model.ts'

/** functionConfig of our kind; what is given lies over a spec that can be used. */
export const functionConfig = (spec: { readonly [key: string]: Json } = {}, name = 'registry'): Json => ({
  apiVersion: 'tks-trust.dev/v1',
  kind: 'TrustedCAs',
  metadata: { name },
  spec: { sources: ['certs/*'], ...spec },
})

/** What makes the object where there is none. */
export const MAKES = { apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } } as const

/** A TkgServiceConfiguration as a base has it, with a proxy. */
export const BASE: { readonly [key: string]: Json } = {
  apiVersion: 'run.tanzu.vmware.com/v1alpha3',
  kind: 'TkgServiceConfiguration',
  metadata: { name: 'tkg-service-configuration' },
  spec: {
    defaultCNI: 'calico',
    proxy: { httpProxy: 'http://10.0.0.1:3128', httpsProxy: 'http://10.0.0.1:3128', noProxy: ['10.0.0.0/8'] },
  },
}

/** A ResourceList as JSON, which is YAML. */
export const resourceList = (functionConfig: Json, items: readonly Json[] = [], more = {}): string =>
  JSON.stringify({ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items, functionConfig, ...more })

/** What a test looks at in the answer of a function. */
export interface Answer {
  readonly kind: string
  readonly items: readonly Record<string, unknown>[]
  readonly results: readonly {
    readonly message: string
    readonly severity: string
    readonly tags?: Record<string, string>
  }[]
}

/** Reads an answer with a parser that is not the program's for lists. */
export function answerIn(text: string): Answer {
  const answer: unknown = load(text)
  if (typeof answer !== 'object' || answer === null) throw new Error('the answer is no object')
  const { kind, items, results } = answer as Partial<Answer>
  if (kind !== 'ResourceList' || !Array.isArray(items)) throw new Error('the answer is no ResourceList with items')
  return { kind, items, results: results ?? [] }
}
