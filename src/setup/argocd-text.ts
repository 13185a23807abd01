import { scalar } from '../print.ts'
import { GROUP, KIND } from '../targets/tkg-service-configuration/schema.ts'
import type { Source, Synced } from './synced.ts'

/** `gitops/argocd.yaml`: a project that may nothing else, and an Application for each manifest. */
export const argocdManifests = (source: Source): string =>
  `${project(source)}${source.synced.map(synced => `---\n${application(synced, source)}`).join('')}`

const project = ({
  url,
  project,
  synced,
}: Source): string => `# Fill in what is in CAPITALS, and apply this file once where Argo CD runs; Argo CD does not sync it.
# What the Supervisor has to allow, and what a sync does there: docs/gitops.md of tks-trust.
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: ${scalar(project)}
  # The namespace of Argo CD itself.
  namespace: argocd
spec:
  # This repository and no other.
  sourceRepos:
    - ${scalar(url.argocd)}
  # The Supervisor, as \`argocd cluster list\` has it; without a namespace, because the object has none.
  destinations:
${synced.map(({ supervisor }) => `    - server: ${scalar(supervisor)}\n`).join('')}  # The one kind that may be written.
  clusterResourceWhitelist:
    - group: ${GROUP}
      kind: ${KIND}
  # Nothing with a namespace: without this all of it would be allowed.
  namespaceResourceBlacklist:
    - group: '*'
      kind: '*'
`

const application = (
  { name, folder, file, supervisor }: Synced,
  { url, branch, project, synced }: Source,
): string => `${synced.length === 1 ? '' : '# A Supervisor has one such object: each Application is for a Supervisor of its own.\n'}apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${scalar(name)}
  namespace: argocd
  # No finalizer: deleting the Application must not delete what the clusters trust.
  annotations:
    # The API server compares, so that what it sets by itself is no difference.
    argocd.argoproj.io/compare-options: ServerSideDiff=true
spec:
  project: ${scalar(project)}
  source:
    repoURL: ${scalar(url.argocd)}
    # The branch that is live.
    targetRevision: ${scalar(branch)}
    # From the top of the repository.
    path: ${scalar(folder === '' ? '.' : folder)}
    directory:
      # The manifest alone: nothing else in the folder is read as one.
      include: ${scalar(globOf(file))}
  destination:
    # The Supervisor again; no namespace, because the object has none.
    server: ${scalar(supervisor)}
  syncPolicy:
    automated:
      # A manifest that is gone from git deletes nothing.
      prune: false
      # What somebody changes by hand is put back.
      selfHeal: true
    syncOptions:
      # Keeps the object out of an annotation, which holds 262144 octets at most.
      - ServerSideApply=true
      # Fails where another Application has the object already.
      - FailOnSharedResource=true
      # Never deletes the object; Argo CD before 3.4 reads this from the annotations of the manifest only.
      - Prune=false
      - Delete=false
`

/** A file name as a pattern that matches it alone (gobwas/glob, which Argo CD uses). */
const globOf = (file: string): string => file.replace(/[\\*?[\]{}]/g, '\\$&')
