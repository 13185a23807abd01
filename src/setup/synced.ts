import { basename, dirname, join } from 'node:path/posix'
import { type RepositoryUrl, repositoryUrl } from './repository-url.ts'

/** One manifest that a controller brings to one Supervisor. */
export interface Synced {
  /** What the objects of the controller are called, with letters, digits and dashes. */
  readonly name: string
  /** The folder of the manifest, from the top of the repository; `''` for the same. */
  readonly folder: string
  readonly file: string
  readonly supervisor: string
}

/** Where a controller finds the manifests. What git does not know is a placeholder in capitals. */
export interface Source {
  readonly url: RepositoryUrl
  readonly branch: string
  readonly project: string
  /** One or more: each is the one object of its kind, and so for a Supervisor of its own. */
  readonly synced: readonly Synced[]
}

/** What is known of the repository. */
export interface SourceChoices {
  /** The folder of the configuration from that of the repository, with forward slashes; `''` for the same. */
  readonly folder: string
  /** The remote of the clone, as git has it. */
  readonly origin: string | undefined
  readonly branch: string | undefined
  /** Paths of the outputs, from the folder. */
  readonly outputs: readonly string[]
}

const UNKNOWN_URL = 'https://git.example.com/ORG/REPO.git'

/** What the controllers are told, from what is known. */
export function sourceOf({ folder, origin, branch, outputs }: SourceChoices): Source {
  const project = nameOf(folder)
  const names = new Set<string>()
  const synced = outputs.map((path, index) => {
    const base = outputs.length === 1 ? project : nameOf(join(folder, withoutEnding(path)))
    let name = base
    while (names.has(name)) name = `${name}-${index + 1}`
    names.add(name)
    return {
      name,
      folder: join(folder, dirname(path)).replace(/^\.$/, ''),
      file: basename(path),
      supervisor: `https://SUPERVISOR${outputs.length === 1 ? '' : `-${index + 1}`}:6443`,
    }
  })
  const url = origin === undefined ? undefined : repositoryUrl(origin)
  return {
    url: url ?? { argocd: UNKNOWN_URL, flux: UNKNOWN_URL, isSsh: false },
    branch: branch ?? 'BRANCH',
    project,
    synced,
  }
}

/** `prod/tks.yaml` is told apart by `prod`. */
const withoutEnding = (path: string): string => path.replace(/\.[^./]*$/, '').replace(/(^|\/)tks$/, '')

/** Argo CD puts names into labels, which have 63 characters at most. */
const nameOf = (path: string): string =>
  `tks-trust-${path.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.slice(0, 50).replace(/-+/g, '-').replace(/-$/, '')
