import type { Address } from './connect.ts'

/**
 * The server that a registry sends clients to for tokens, which they then have to trust as well (distribution specification, token
 * authentication: `Bearer realm="https://auth.example/token",...`). Undefined where it is the registry itself, or none.
 * @param challenge WWW-Authenticate, from a server that nobody has vouched for
 * @returns `HOST:PORT`
 */
export function tokenServer(challenge: string, { host, port }: Address): string | undefined {
  const [, realm = ''] = /^Bearer\b.*?\brealm="([^"]{1,2000})"/i.exec(challenge) ?? []
  const url = URL.canParse(realm) ? new URL(realm) : undefined
  if (url?.protocol !== 'https:') return undefined
  const there = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 443) }
  const isSame = there.port === port && there.host === host.toLowerCase().replace(/\.$/, '')
  return isSame ? undefined : `${url.hostname}:${there.port}`
}
