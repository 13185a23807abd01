import { isIPv6 } from './inspect/go/address.ts'

/** `registry.corp.example`, `10.0.0.1`, `2001:db8::1` or `[2001:db8::1]`, perhaps with a port. */
const SERVER = /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252})?))(?::(\d{1,20}))?$/

/** A server as it was typed; an address without brackets has no port. */
export interface ServerName {
  readonly host: string
  readonly port: string | undefined
}

/** Takes a text for a server, or for something else. */
export function serverIn(text: string): ServerName | undefined {
  if (isIPv6(text)) return { host: text, port: undefined }
  const [, bracketed, named, port] = SERVER.exec(text) ?? []
  const host = bracketed ?? named
  if (bracketed !== undefined && !isIPv6(bracketed)) return undefined
  return host === undefined ? undefined : { host, port }
}

/** A server as it stands in a URL: `registry.corp.example`, `[2001:db8::1]:8443`. */
export const authorityOf = (host: string, port?: number): string =>
  `${host.includes(':') ? `[${host}]` : host}${port === undefined ? '' : `:${port}`}`
