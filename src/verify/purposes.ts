import type { Member } from './member.ts'

/**
 * Whether every certificate of a path that names purposes has the one of a server's, or any (crypto/x509, checkChainForKeyUsage): Go
 * takes them as nested, in roots too.
 */
export const allowServers = (path: readonly Member[]): boolean =>
  path.every(({ certificate: { extendedKeyUsage = [] } }) =>
    extendedKeyUsage.length === 0 ? true : SERVERS.some(purpose => extendedKeyUsage.includes(purpose)),
  )

const SERVERS = ['serverAuth', 'anyExtendedKeyUsage']
