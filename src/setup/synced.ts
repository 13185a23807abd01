import { basename, dirname, join } from 'node:path/posix'
import { identityOf, type RepositoryUrl, repositoryUrl } from './repository-url.ts'
import { shortHash, slugOf } from './unique-name.ts'

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
  const url = origin === undefined ? undefined : repositoryUrl(origin)
  const project = nameOf(url, folder)
  const synced = outputs.map((path, index) => ({
    name: outputs.length === 1 ? project : nameOf(url, folder, path),
    folder: join(folder, dirname(path)).replace(/^\.$/, ''),
    file: basename(path),
    supervisor: `https://SUPERVISOR${outputs.length === 1 ? '' : `-${index + 1}`}:6443`,
  }))
  return {
    url: url ?? { argocd: UNKNOWN_URL, flux: UNKNOWN_URL, isSsh: false },
    branch: branch ?? 'BRANCH',
    project,
    synced,
  }
}

/**
 * Two repositories, or two folders of one, that had a name in common would take each other's objects and credentials, and one Supervisor
 * would get what is for another. Argo CD puts names into labels, which have 63 characters at most.
 */
function nameOf(url: RepositoryUrl | undefined, folder: string, path = ''): string {
  if (url === undefined && folder === '' && path === '') return 'tks-trust'
  const repository = url === undefined ? '' : basename(url.flux.replace(/\/+$/, ''), '.git')
  const file = path.replace(/\.[^./]*$/, '').replace(/(^|\/)tks$/, '')
  const slug = slugOf(join(repository, folder, file).replace(/^\.$/, ''), 33)
  return ['tks-trust', slug, shortHash(url === undefined ? '' : identityOf(url), folder, path)]
    .filter(part => part !== '')
    .join('-')
}
