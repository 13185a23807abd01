import { scalar } from '../print.ts'
import { replaceUnsafe } from '../printable.ts'
import type { Source, Synced } from './synced.ts'

/** `gitops/flux.yaml`: a source that holds the manifest alone, and a Kustomization, for each manifest. */
export const fluxManifests = (
  source: Source,
): string => `# Fill in what is in CAPITALS, and apply this file once where Flux runs; Flux does not sync it.
# What the Supervisor has to allow, and what a sync does there: docs/gitops.md of tks-trust.
${source.synced.map(synced => `${gitRepository(synced, source)}---\n${kustomization(synced)}`).join('---\n')}`

const gitRepository = (
  { name, folder, file }: Synced,
  { url, branch, synced }: Source,
): string => `${synced.length === 1 ? '' : '# A Supervisor has one such object: each Kustomization is for a Supervisor of its own.\n'}apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: ${scalar(name)}
  # The namespace of Flux.
  namespace: flux-system
spec:
  interval: 1m
  url: ${scalar(url.flux)}
  # The branch that is live.
  ref:
    branch: ${scalar(branch)}
${url.isSsh ? SSH_SECRET : HTTPS_SECRET}  # Lets in the manifest alone: all other YAML below the path would be applied as well.
  ignore: |
${ignoreAllBut(folder, file)
  .map(line => `    ${line}\n`)
  .join('')}`

const SSH_SECRET = `  # A Secret with a key that may read the repository: flux create secret git tks-trust-git --url=URL
  secretRef:
    name: tks-trust-git
`

const HTTPS_SECRET = `  # For a private repository, a Secret with username and password:
  # secretRef:
  #   name: tks-trust-git
`

const kustomization = ({ name, folder }: Synced): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${scalar(name)}
  namespace: flux-system
spec:
  interval: 60m
  retryInterval: 2m
  timeout: 3m
  sourceRef:
    kind: GitRepository
    name: ${scalar(name)}
  # From the top of the repository.
  path: ${scalar(`./${folder}`)}
  # A manifest that is gone from git deletes nothing.
  prune: false
  # Deleting this Kustomization does not delete what the clusters trust.
  deletionPolicy: Orphan
  # Never deletes the object to make it anew.
  force: false
  # No targetNamespace: the object has no namespace.
  # A Secret with a kubeconfig of the Supervisor that runs no programs, under the key value.
  kubeConfig:
    secretRef:
      name: ${scalar(`${name}-kubeconfig`)}
`

/**
 * Patterns of .gitignore that leave one file. Every folder on the way is let in and all else in it is not, so that git
 * itself, which does not look into what is left out, comes to the same as Flux.
 */
function ignoreAllBut(folder: string, file: string): string[] {
  const steps = folder === '' ? [] : folder.split('/').map(patternOf)
  const folders = steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}`)
  return ['/*', ...folders.flatMap(path => [`!${path}/`, `${path}/*`]), `!${['', ...steps, patternOf(file)].join('/')}`]
}

/** A name as a pattern that matches it. Characters that cannot stand in a line are left open. */
const patternOf = (name: string): string => replaceUnsafe(name.replace(/[\\*?[]| $/g, '\\$&'), () => '?')
