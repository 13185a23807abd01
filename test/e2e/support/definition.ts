import type { JsonSchema } from '../../../src/json-schema.ts'
import { GROUP, KIND, SCHEMAS } from '../../../src/targets/tkg-service-configuration/schema.ts'

const PLURAL = `${KIND.toLowerCase()}s`

/**
 * A definition of our kind for an API server. Like the vendor's, as far as that is known, it checks types and nothing else: no patterns,
 * and lists that are atomic for server-side apply (tanzu-framework, the CRD of a TanzuKubernetesCluster, which has the same struct).
 */
export const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${PLURAL}.${GROUP}` },
  spec: {
    group: GROUP,
    scope: 'Cluster',
    names: { kind: KIND, plural: PLURAL, singular: KIND.toLowerCase(), listKind: `${KIND}List` },
    versions: Object.entries(SCHEMAS).map(([apiVersion, schema]) => ({
      name: apiVersion.slice(GROUP.length + 1),
      served: true,
      storage: apiVersion === `${GROUP}/v1alpha2`,
      schema: { openAPIV3Schema: structural(schema) },
    })),
  },
}

function structural({ type = 'string', properties, items, required = [] }: JsonSchema, isItem = false): object {
  const { apiVersion: _, kind: __, metadata: ___, ...own } = properties ?? {}
  const entries = Object.entries(own).map(([name, schema]) => [name, structural(schema)])
  return {
    type,
    ...(properties !== undefined && { properties: Object.fromEntries(entries) }),
    ...(items !== undefined && !Array.isArray(items) && { items: structural(items, true) }),
    ...(isItem && required.length > 0 && { required }),
  }
}
