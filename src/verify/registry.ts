import type { Problem } from '../run-error.ts'
import { serverIn } from '../server-name.ts'

/** A registry, as a person or a configuration names it. */
export interface Registry {
  /** A name in ASCII, or an address without brackets: what the certificate has to be for. */
  readonly host: string
  readonly port: number
  /** What messages call it, `harbor.corp.example:443`. */
  readonly text: string
}

const HTTPS = 443

/** Reads `HOST`, `HOST:PORT`, `[ADDRESS]:PORT` or an https URL. Names in other scripts become what DNS and certificates have. */
export function registryOf(named: string): Registry | Problem {
  const bare = named.replace(/^https:\/\//i, '').replace(/\/$/, '')
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(bare)) return no(named, 'is no registry that speaks TLS', 'HOST or HOST:PORT')
  const [host = '', path] = bare.split(/\/(.*)/s)
  if (path !== undefined) return no(named, 'is more than a registry', `name the host alone: ${host}`)
  const server = serverIn(/^[\x20-\x7e]*$/.test(host) ? host : inAscii(host))
  if (server === undefined) return no(named, 'is no registry', 'HOST or HOST:PORT; addresses of IPv6 in brackets')
  const port = Number(server.port ?? HTTPS)
  if (port < 1 || port > 65535) return no(named, `has no port, ${port}`, `${server.host}:443`)
  const shown = server.host.includes(':') ? `[${server.host}]` : server.host
  return { host: server.host, port, text: `${shown}:${port}` }
}

function inAscii(host: string): string {
  const [, name = '', port = ''] = /^(.*?)(:\d+)?$/s.exec(host) ?? []
  const url = `https://${name}`
  return URL.canParse(url) ? new URL(url).hostname + port : host
}

const no = (where: string, message: string, fix: string): Problem => ({ where, message, fix })
