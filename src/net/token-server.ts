import { authorityOf } from '../server-name.ts'
import type { Address } from './connect.ts'

/**
 * The server that a registry sends clients to for tokens, which they then have to trust as well (distribution specification, token
 * authentication: `Bearer realm="https://auth.example/token",...`). Undefined where it is the registry itself, or none.
 * @param challenges each WWW-Authenticate, with one challenge or several (RFC 9110 section 11.6.1), from a server that nobody has vouched for
 * @returns `HOST:PORT`
 */
export function tokenServer(challenges: readonly string[], address: Address): string | undefined {
  const realms = challenges.flatMap(challenge => {
    const [, parameters = ''] = /(?:^|[\s,])Bearer\s+(.*)/is.exec(challenge.slice(0, 4000)) ?? []
    const [, inQuotes, bare] = /(?:^|[\s,])realm\s*=\s*(?:"([^"]{1,2000})"|([^\s",]{1,2000}))/i.exec(parameters) ?? []
    return inQuotes ?? bare ?? []
  })
  return realms.map(realm => otherServer(realm, address)).find(server => server !== undefined)
}

/** The server of an https URL, `HOST:PORT`, where it is another one. @param text from the server at `address`, and perhaps relative to it */
export function otherServer(text: string, { host, port }: Address): string | undefined {
  const base = `https://${authorityOf(host, port)}/`
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined
  if (url?.protocol !== 'https:') return undefined
  const there = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 443) }
  const isSame = there.port === port && there.host === host.toLowerCase().replace(/\.$/, '')
  return isSame ? undefined : `${url.hostname}:${there.port}`
}
