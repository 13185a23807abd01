import type { JsonSchema } from '../../json-schema.ts'
import type { Json } from '../../model.ts'
import { isRecord } from '../../object.ts'
import type { OptionProblem } from '../target.ts'
import { duration, proxySchema, VERSIONS } from './schema.ts'

/** GitOps controllers that an output can be prepared for. */
export type GitOps = 'argocd' | 'flux'

/** The options of target `tkg-service-configuration`, as they stand in an output of the configuration. */
export interface TkgServiceConfigurationOptions {
  /** `run.tanzu.vmware.com/v1alpha1` (vSphere 7.0 U2), `v1alpha2` (7.0 U3) or `v1alpha3` (8.0). */
  readonly apiVersion?:
    | 'run.tanzu.vmware.com/v1alpha1'
    | 'run.tanzu.vmware.com/v1alpha2'
    | 'run.tanzu.vmware.com/v1alpha3'
  readonly spec?: {
    /** Always written: a client-side apply without it takes it away from the live object. */
    readonly defaultCNI: 'antrea' | 'calico' | 'antrea-nsx-routed'
    readonly proxy?: { readonly httpProxy: string; readonly httpsProxy: string; readonly noProxy: readonly string[] }
    /** A Go duration such as `30s`; not in v1alpha1. */
    readonly defaultNodeDrainTimeout?: string
  }
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  /** Adds the annotations that keep Argo CD or Flux from pruning the singleton. */
  readonly gitops?: readonly GitOps[]
}

/** Kubernetes: optional DNS prefix, then up to 63 characters that begin and end with a letter or digit. */
const QUALIFIED_NAME = '^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$'
const LABEL_VALUE = '^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$'
const NAME_HELP =
  'named as Kubernetes names labels and annotations: an optional DNS prefix and a slash, then up to 63 characters'
const VALUE_HELP = 'at most 63 letters, digits, dashes, dots and underscores, as Kubernetes has label values'

export const optionsSchema: JsonSchema = {
  properties: {
    apiVersion: {
      description: 'Version of TkgServiceConfiguration.',
      examples: ['run.tanzu.vmware.com/v1alpha3'],
      enum: Object.keys(VERSIONS),
    },
    spec: {
      description: 'The fields of the spec beside the certificates.',
      examples: [{ defaultCNI: 'antrea' }],
      type: 'object',
      additionalProperties: false,
      required: ['defaultCNI'],
      properties: {
        defaultCNI: {
          description: 'Default CNI of new clusters.',
          examples: ['antrea'],
          enum: ['antrea', 'calico', 'antrea-nsx-routed'],
        },
        proxy: proxySchema,
        defaultNodeDrainTimeout: { description: 'Go duration; not in v1alpha1.', examples: ['5m'], ...duration },
      },
    },
    labels: {
      description: 'metadata.labels',
      examples: [{ 'app.kubernetes.io/part-of': 'platform' }],
      type: 'object',
      propertyNames: { pattern: QUALIFIED_NAME, $comment: NAME_HELP },
      additionalProperties: { type: 'string', pattern: LABEL_VALUE, $comment: VALUE_HELP },
    },
    annotations: {
      description: 'metadata.annotations',
      examples: [{ 'example.com/owner': 'platform team' }],
      type: 'object',
      propertyNames: { pattern: QUALIFIED_NAME, $comment: NAME_HELP },
      additionalProperties: { type: 'string' },
    },
    gitops: {
      description: 'Adds the annotations that keep these controllers from pruning the singleton.',
      examples: [['argocd']],
      type: 'array',
      uniqueItems: true,
      items: { enum: ['argocd', 'flux'] },
    },
  },
}

/**
 * `Prune` and `Delete` keep the singleton, `ServerSideApply` lifts the 256 KiB limit of client-side apply
 * (Argo CD, user-guide/sync-options); `ssa: Merge` keeps fields that others set, `substitute` leaves `${}` alone
 * (Flux, kustomize-controller, spec/v1/kustomizations).
 */
export const GITOPS_ANNOTATIONS: Readonly<Record<GitOps, Readonly<Record<string, string>>>> = {
  argocd: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false,ServerSideApply=true' },
  flux: {
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    'kustomize.toolkit.fluxcd.io/ssa': 'Merge',
    'kustomize.toolkit.fluxcd.io/substitute': 'disabled',
  },
}

const FIND_CNI =
  "write what the Supervisor has: kubectl get tkgserviceconfiguration tkg-service-configuration -o jsonpath='{.spec.defaultCNI}'"

/** What the schema cannot say: fields that depend on each other. */
export function checkOptions(options: TkgServiceConfigurationOptions, hasBase: boolean): OptionProblem[] {
  return hasBase
    ? besideBase(options)
    : [
        ...missing(options),
        ...forVersion(options),
        ...clashes(options),
        ...orders(options),
        ...credentialsIn(options.spec?.proxy),
      ]
}

/** With a base the object is the base's: whatever is stated twice could differ. */
function besideBase(options: TkgServiceConfigurationOptions): OptionProblem[] {
  return (['apiVersion', 'spec', 'labels', 'annotations', 'gitops'] as const)
    .filter(key => options[key] !== undefined)
    .map(key => ({
      at: [key],
      message: 'cannot be combined with base',
      fix: 'write it into the base, and remove it here',
    }))
}

function missing({ apiVersion, spec }: TkgServiceConfigurationOptions): OptionProblem[] {
  const problems: OptionProblem[] = []
  if (apiVersion === undefined)
    problems.push({ at: ['apiVersion'], message: 'is missing', fix: `one of ${Object.keys(VERSIONS).join(', ')}` })
  if (spec === undefined) problems.push({ at: ['spec', 'defaultCNI'], message: 'is missing', fix: FIND_CNI })
  return problems
}

function forVersion({ apiVersion, spec }: TkgServiceConfigurationOptions): OptionProblem[] {
  if (apiVersion === undefined || spec === undefined) return []
  const { cnis, drainTimeout } = VERSIONS[apiVersion]
  const problems: OptionProblem[] = []
  if (!cnis.some(known => known === spec.defaultCNI))
    problems.push({
      at: ['spec', 'defaultCNI'],
      message: `is not known to ${apiVersion}`,
      fix: `one of ${cnis.join(', ')}`,
    })
  if (!drainTimeout && spec.defaultNodeDrainTimeout !== undefined)
    problems.push({
      at: ['spec', 'defaultNodeDrainTimeout'],
      message: `is not a field of ${apiVersion}`,
      fix: 'remove it, or use v1alpha2 or v1alpha3',
    })
  return problems
}

function clashes({ annotations = {}, gitops = [] }: TkgServiceConfigurationOptions): OptionProblem[] {
  return gitops.flatMap(controller =>
    Object.keys(GITOPS_ANNOTATIONS[controller])
      .filter(key => key in annotations)
      .map(key => ({
        at: ['annotations', key],
        message: `is also set by gitops: ${controller}`,
        fix: `remove it here, or remove '${controller}' from gitops`,
      })),
  )
}

/** Annotations by which a tool would leave the object out, rename it or delete it: kustomize, kpt, and the hooks of Argo CD, which are those of Helm, too. */
const ORDERS =
  /^(?:(?:internal\.)?config\.kubernetes\.io|config\.k8s\.io|kustomize\.config\.k8s\.io)\/|^(?:argocd\.argoproj\.io|helm\.sh)\/hook/

const orders = ({ annotations = {} }: TkgServiceConfigurationOptions): OptionProblem[] =>
  Object.keys(annotations)
    .filter(key => ORDERS.test(key))
    .map(key => ({
      at: ['annotations', key],
      message: 'is an order to kustomize, kpt or Argo CD, which may leave the object out, rename it or delete it',
      fix: 'remove it; to change an object that a base has, list the function under transformers',
    }))

/** A proxy that everybody who can read the manifest can use. */
export function credentialsIn(proxy: Json | undefined): (OptionProblem & { readonly rule: 'proxy-credentials' })[] {
  const urls = isRecord(proxy) ? proxy : {}
  return (['httpProxy', 'httpsProxy'] as const)
    .filter(field => /^http:\/\/[^/]*@/.test(String(urls[field] ?? '')))
    .map(field => ({
      at: ['spec', 'proxy', field],
      message: 'holds a user name or password',
      rule: 'proxy-credentials',
    }))
}
