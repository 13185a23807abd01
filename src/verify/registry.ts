import { addressOctets, addressText } from '../inspect/go/address.ts'
import type { Problem } from '../run-error.ts'
import { authorityOf, serverIn } from '../server-name.ts'

/** A registry, as a person or a configuration names it. */
export interface Registry {
  /** A name in ASCII and small letters, or an address without brackets as RFC 5952 writes it: what the certificate has to be for. */
  readonly host: string
  readonly port: number
  /** What messages call it, `harbor.corp.example:443`. */
  readonly text: string
}

const HTTPS = 443

/** Reads `HOST`, `HOST:PORT`, `[ADDRESS]:PORT` or an https URL. Names in other scripts become what DNS and certificates have. */
export function registryOf(named: string): Registry | Problem {
  if (/^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/]*@/i.test(named))
    return problem(
      named.replace(/^.*@/s, '***@'),
      'is more than a registry',
      'name the host alone: nobody is logged in',
    )
  const bare = named.replace(/^https:\/\//i, '').replace(/\/$/, '')
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(bare))
    return problem(named, 'is no registry that speaks TLS', 'HOST or HOST:PORT')
  const [before = '', path] = bare.split(/\/(.*)/s)
  if (path !== undefined) return problem(named, 'is more than a registry', `name the host alone: ${before}`)
  const server = serverIn(/^[\x20-\x7e]*$/.test(before) ? before : inAscii(before))
  if (server === undefined) return problem(named, 'is no registry', 'HOST or HOST:PORT; addresses of IPv6 in brackets')
  const host = inOneForm(server.host)
  const port = Number(server.port ?? HTTPS)
  if (port < 1 || port > 65535)
    return problem(named, `is no registry: there is no port ${port}`, authorityOf(host, HTTPS))
  return { host, port, text: authorityOf(host, port) }
}

/** One server has one name, however it was typed. */
function inOneForm(host: string): string {
  const octets = addressOctets(host)
  return octets === undefined ? host.toLowerCase() : addressText(octets)
}

/** What a URL would take for something else, and pass over, is no part of a name. */
function inAscii(host: string): string {
  const [, name = '', port = ''] = /^(.*?)(:\d+)?$/s.exec(host) ?? []
  const url = `https://${name}`
  return !/[\s?#\\:[\]%]/.test(name) && URL.canParse(url) ? new URL(url).hostname + port : host
}

const problem = (where: string, message: string, fix: string): Problem => ({ where, message, fix })
