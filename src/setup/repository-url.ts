import { printable } from '../printable.ts'

/** The address of a repository, as each controller takes it. */
export interface RepositoryUrl {
  readonly argocd: string
  /** Never in the form `git@host:path`, which Flux refuses (source-controller, spec/v1/gitrepositories, URL). */
  readonly flux: string
  readonly isSsh: boolean
}

/** What would be a pattern in the `sourceRepos` of an AppProject, a query, a fragment, or none of a path at all. */
const ODD = /[\s*?#[\]{}!\\]/

/** `[user@]host:path` of git, whose path may begin with a slash. Before it there is no scheme. */
const SCP_LIKE = /^([\w.-]+@[\w.-]+):(?!\/\/)\/*([^:@][^@]*)$/

/**
 * What a controller in a cluster can fetch from, made from the remote of a clone: https, http or ssh, without passwords and
 * tokens. Undefined for all else, such as a folder, and where a credential might stand in what is left.
 */
export function repositoryUrl(remote: string): RepositoryUrl | undefined {
  if (remote !== printable(remote, Number.POSITIVE_INFINITY) || ODD.test(remote)) return undefined
  const [, place, path] = SCP_LIKE.exec(remote) ?? []
  if (place !== undefined && path !== undefined) return { argocd: remote, flux: `ssh://${place}/${path}`, isSsh: true }
  const url = URL.canParse(remote) ? new URL(remote) : undefined
  if (url === undefined || url.host === '' || url.pathname.length < 2 || /@|%40/.test(url.pathname)) return undefined
  switch (url.protocol) {
    case 'https:':
    case 'http:': {
      // A user name alone may be a token as well.
      const text = `${url.protocol}//${url.host}${url.pathname}`
      return { argocd: text, flux: text, isSsh: false }
    }
    case 'ssh:': {
      // Argo CD takes no address for ssh that has no user.
      if (url.username === '') return undefined
      const text = `ssh://${url.username}@${url.host}${url.pathname}`
      return { argocd: text, flux: text, isSsh: true }
    }
    default:
      return undefined
  }
}

/** Host and path, which one repository has in common however it is fetched: with https or ssh, by whom, on which port. */
export function identityOf({ flux }: RepositoryUrl): string {
  const { hostname, pathname } = new URL(flux)
  return `${hostname}${pathname}`.toLowerCase().replace(/(?:\.git)?\/*$/, '')
}
