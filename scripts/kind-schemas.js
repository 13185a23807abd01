import { execFileSync } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unzipSync } from 'fflate'
import { load } from 'js-yaml'

/**
 * Writes fixtures/schemas/kinds: the schemas of the kinds that our manifests are of, out of the Go modules of the projects
 * that define them. `node scripts/kind-schemas.js`; needs Go, and the Go module proxy.
 */

/** Custom resources: module, version, the file of the definition in it, the version of the kind. */
const CUSTOM = [
  ['github.com/argoproj/argo-cd/v3', 'v3.6.1', 'manifests/crds/application-crd.yaml', 'v1alpha1'],
  ['github.com/argoproj/argo-cd/v3', 'v3.6.1', 'manifests/crds/appproject-crd.yaml', 'v1alpha1'],
  [
    'github.com/fluxcd/source-controller',
    'v1.10.1',
    'config/crd/bases/source.toolkit.fluxcd.io_gitrepositories.yaml',
    'v1',
  ],
  [
    'github.com/fluxcd/kustomize-controller',
    'v1.10.1',
    'config/crd/bases/kustomize.toolkit.fluxcd.io_kustomizations.yaml',
    'v1',
  ],
]

/** Kinds of Kubernetes itself, by the file that has them. */
const KUBERNETES = ['k8s.io/kubernetes', 'v1.34.0']
const BUILT_IN = {
  'api/openapi-spec/v3/api__v1_openapi.json': [
    ['core/configmap_v1', 'io.k8s.api.core.v1.ConfigMap'],
    ['core/secret_v1', 'io.k8s.api.core.v1.Secret'],
    ['core/serviceaccount_v1', 'io.k8s.api.core.v1.ServiceAccount'],
    ['meta/objectmeta_v1', 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'],
  ],
  'api/openapi-spec/v3/apis__apps__v1_openapi.json': [['apps/deployment_v1', 'io.k8s.api.apps.v1.Deployment']],
  'api/openapi-spec/v3/apis__rbac.authorization.k8s.io__v1_openapi.json': [
    ['rbac.authorization.k8s.io/clusterrole_v1', 'io.k8s.api.rbac.v1.ClusterRole'],
    ['rbac.authorization.k8s.io/clusterrolebinding_v1', 'io.k8s.api.rbac.v1.ClusterRoleBinding'],
  ],
}

const target = fileURLToPath(new URL('../fixtures/schemas/kinds/', import.meta.url))
await rm(target, { recursive: true, force: true })

for (const [module, version, file, served] of CUSTOM) {
  const { spec } = load(await textIn(module, version, file))
  const { schema } = spec.versions.find(({ name }) => name === served)
  await write(`${spec.group}/${spec.names.kind.toLowerCase()}_${served}`, schema.openAPIV3Schema)
}
for (const [file, kinds] of Object.entries(BUILT_IN)) {
  const { components } = JSON.parse(await textIn(...KUBERNETES, file))
  for (const [path, name] of kinds) await write(path, inlined(components.schemas[name], components.schemas))
}

/** A file of a module, as the proxy has it. Go exits with an error where the module wants a newer Go, and has it all the same. */
async function textIn(module, version, file) {
  const asked = ['mod', 'download', '-json', `${module}@${version}`]
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
  const answer = await Promise.resolve()
    .then(() => execFileSync('go', asked, options))
    .catch(error => error.stdout || Promise.reject(error))
  const { Zip } = JSON.parse(answer)
  const name = `${module}@${version}/${file}`
  const found = unzipSync(await readFile(Zip), { filter: entry => entry.name === name })[name]
  return new TextDecoder().decode(found)
}

async function write(path, schema) {
  const file = `${target}${path}.json`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(withoutDescriptions(schema), null, 1)}\n`)
}

/** Two thirds of a schema are descriptions, which nothing is checked against. A property may have that name. */
function withoutDescriptions(value, isProperties = false) {
  if (Array.isArray(value)) return value.map(item => withoutDescriptions(item))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => isProperties || key !== 'description')
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, withoutDescriptions(inner, !isProperties && key === 'properties')]),
  )
}

/** With every reference replaced by what it leads to. An `allOf` around one reference is how a default stands beside it. */
function inlined(value, schemas) {
  if (Array.isArray(value)) return value.map(item => inlined(item, schemas))
  if (typeof value !== 'object' || value === null) return value
  const { $ref, allOf, ...rest } = value
  const reference = $ref ?? (allOf?.length === 1 ? allOf[0].$ref : undefined)
  if (reference !== undefined)
    return { ...inlined(schemas[reference.split('/').at(-1)], schemas), ...inlined(rest, schemas) }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inlined(inner, schemas)]))
}
