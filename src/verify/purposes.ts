import type { Member } from './member.ts'

/**
 * The highest certificate of a path that names purposes, and neither that of a server nor any (crypto/x509, checkChainForKeyUsage): Go
 * takes them as nested, and asks roots too.
 */
export const notForServers = (path: readonly Member[]): Member | undefined =>
  path.findLast(
    ({ certificate: { extendedKeyUsage = [] } }) =>
      extendedKeyUsage.length > 0 && !SERVERS.some(purpose => extendedKeyUsage.includes(purpose)),
  )

const SERVERS = ['serverAuth', 'anyExtendedKeyUsage']
