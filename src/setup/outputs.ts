import type { Json } from '../model.ts'
import { isList, isRecord, valueAt } from '../object.ts'
import { isPathInside } from '../path-inside.ts'
import { printable } from '../printable.ts'
import { GITOPS_ANNOTATIONS, type GitOps } from '../targets/tkg-service-configuration/options.ts'
import { parseObject } from '../yaml.ts'

/** What a configuration writes, as far as it can be told without running it. */
export interface Outputs {
  /** Paths from the folder of the configuration; never none. */
  readonly outputs: readonly string[]
  /** What somebody should know or do about them. */
  readonly notes: readonly string[]
}

/** The target of an output that names none, and the only one that has a place on a Supervisor for all its clusters. */
const TARGET = 'tkg-service-configuration'

/** The outputs of the configuration that `init` writes. */
export const NEW_OUTPUTS: Outputs = { outputs: ['tks.yaml'], notes: [] }

/** The outputs of a configuration that is there already. What is a program is not run, and what is wrong is for `generate` to say. */
export function outputsOf(name: string, text: string, gitops: GitOps): Outputs {
  if (!/\.(?:ya?ml|json)$/.test(name))
    return assumed(`${name} is not run to see what it writes: tks.yaml is assumed; it should say gitops: ['${gitops}']`)
  const found = listedIn(text).flatMap(({ target = TARGET, path, base, gitops: has }) =>
    target === TARGET && typeof path === 'string' && isPathInside(path) ? [{ path, base, has }] : [],
  )
  if (found.length === 0) return assumed(`${name} does not say what it writes: tks.yaml is assumed`)
  const isMarked = (has: Json | undefined) => isList(has) && has.includes(gitops)
  const unmarked = found.some(({ base, has }) => base === undefined && !isMarked(has))
  const bases = found.flatMap(({ base }) => (typeof base === 'string' ? [base] : []))
  const unread = found.filter(({ path }) => !READ[gitops].test(path))
  return {
    outputs: found.map(({ path }) => path),
    notes: [
      ...(unmarked
        ? [`${name}: each output should have gitops: [${gitops}], so that the manifest itself says that it must stay`]
        : []),
      ...bases.map(base => `${printable(base)} should have these annotations: ${annotations(gitops)}`),
      ...unread.map(({ path }) => `${printable(path)} is not read by ${WHO[gitops]}, which looks at the ending: .yaml`),
    ],
  }
}

/** The files that a controller takes for manifests (argo-cd, user-guide/directory; kustomize-controller, spec/v1). */
const READ = { argocd: /\.(?:ya?ml|json|jsonnet)$/, flux: /\.ya?ml$/ } as const
const WHO = { argocd: 'Argo CD', flux: 'Flux' } as const

const annotations = (gitops: GitOps): string =>
  Object.entries(GITOPS_ANNOTATIONS[gitops])
    .map(([key, value]) => `${key}: ${value}`)
    .join(' and ')

const assumed = (note: string): Outputs => ({ ...NEW_OUTPUTS, notes: [note] })

function listedIn(text: string) {
  let value: Json
  try {
    value = parseObject(text)
  } catch {
    return []
  }
  const outputs = valueAt(value, ['outputs'])
  return isList(outputs) ? outputs.filter(isRecord) : []
}
