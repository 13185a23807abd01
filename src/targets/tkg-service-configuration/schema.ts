import type { JsonSchema } from '../../json-schema.ts'

/**
 * JSON Schemas of the kind, made from its Go types: no CRD of it was ever published.
 * Source: vmware-tanzu/tanzu-framework, `apis/run/v1alpha2/tkgserviceconfiguration_types.go` at 8bf258b2, and the
 * vSphere documentation pages of v1alpha1 (7.0), v1alpha2 (7.0 U3) and v1alpha3 (8.0).
 */

export const GROUP = 'run.tanzu.vmware.com'
export const KIND = 'TkgServiceConfiguration'

/** The live object is a singleton of this name; any other name makes an object that nothing reads. */
export const NAME = 'tkg-service-configuration'

/** What each version knows. antrea-nsx-routed and the drain timeout came with v1alpha2. */
export const VERSIONS = {
  [`${GROUP}/v1alpha1`]: { cnis: ['antrea', 'calico'], drainTimeout: false },
  [`${GROUP}/v1alpha2`]: { cnis: ['antrea', 'calico', 'antrea-nsx-routed'], drainTimeout: true },
  [`${GROUP}/v1alpha3`]: { cnis: ['antrea', 'calico', 'antrea-nsx-routed'], drainTimeout: true },
} as const

/** A Go duration (`time.ParseDuration`) that is not negative. */
export const duration: JsonSchema = {
  type: 'string',
  pattern: '^(0|([0-9]+(\\.[0-9]+)?(ns|us|µs|μs|ms|s|m|h))+)$',
  $comment: 'a Go duration such as 30s or 5m',
}

/** Plain HTTP with a host: with https "you cannot create Tanzu Kubernetes clusters" (vSphere documentation). */
const PROXY_URL = '^http://[^\\s/]+'

const proxyUrl: JsonSchema = {
  type: 'string',
  pattern: PROXY_URL,
  $comment: 'http:// and a host: an https:// URL here keeps clusters from being created',
}

const NAME_PATTERN = '^[A-Za-z0-9._-]+$'

/** Base64 without line breaks (RFC 4648 section 4). */
const BASE64 = '^[A-Za-z0-9+/]+={0,2}$'

const PROXY = 'http://proxy.corp.example:3128'

export const proxySchema: JsonSchema = {
  description: 'Proxy of all new clusters. All three fields are required: with one missing no cluster can be created.',
  type: 'object',
  additionalProperties: false,
  required: ['httpProxy', 'httpsProxy', 'noProxy'],
  properties: {
    httpProxy: { description: 'URL of the proxy for HTTP, http:// only.', examples: [PROXY], ...proxyUrl },
    httpsProxy: { description: 'URL of the proxy for HTTPS, itself http:// only.', examples: [PROXY], ...proxyUrl },
    noProxy: {
      description: 'Hosts and networks that are reached without the proxy: at least the Pod, Ingress and Egress CIDRs.',
      examples: [['10.246.0.0/16', '192.168.144.0/20']],
      type: 'array',
      items: { type: 'string', minLength: 1 },
    },
  },
}

const certificateSchema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'data'],
  properties: {
    name: { description: 'Used in a file name on the node.', type: 'string', pattern: NAME_PATTERN },
    data: { description: 'PEM of one certificate, in base64, on one line.', type: 'string', pattern: BASE64 },
  },
}

const objectSchema = (apiVersion: keyof typeof VERSIONS): JsonSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: `${KIND} ${apiVersion}`,
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  additionalProperties: false,
  properties: {
    apiVersion: { const: apiVersion },
    kind: { const: KIND },
    metadata: { type: 'object', required: ['name'], properties: { name: { const: NAME } } },
    spec: {
      type: 'object',
      additionalProperties: false,
      required: ['defaultCNI'],
      properties: {
        defaultCNI: { enum: [...VERSIONS[apiVersion].cnis] },
        ...(VERSIONS[apiVersion].drainTimeout && { defaultNodeDrainTimeout: duration }),
        proxy: proxySchema,
        trust: {
          type: 'object',
          additionalProperties: false,
          properties: { additionalTrustedCAs: { type: 'array', items: certificateSchema } },
        },
      },
    },
    status: { type: 'object' },
  },
})

export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  [`${GROUP}/v1alpha1`]: objectSchema(`${GROUP}/v1alpha1`),
  [`${GROUP}/v1alpha2`]: objectSchema(`${GROUP}/v1alpha2`),
  [`${GROUP}/v1alpha3`]: objectSchema(`${GROUP}/v1alpha3`),
}
