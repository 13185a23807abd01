import { isIPv6 } from './address.ts'
import { isDomain } from './domain.ts'

/** A percent sign, and no two hexadecimal digits behind it. */
const LONE_PERCENT = /%(?![0-9a-fA-F]{2})/

/** net/url, shouldEscape for hosts, and `%25`, the one escape of an ASCII character that they may have. */
const HOST = /^(?:[\w\-.~!$&'()*+,;=:[\]<>"]|%25)*$/

/** net/url, validUserinfo. */
const USER = /^[\w\-.:~!$&'()*+,;=%@]*$/

/**
 * Whether Go takes a text of ASCII as a URI of a subjectAltName: net/url, Parse (all forms of references, RFC 3986 section 4.1), and
 * then its host as a domain name.
 */
export function isUri(text: string): boolean {
  const [beforeFragment = ''] = text.split('#', 1)
  if (/[\u0000-\u001f\u007f]/.test(beforeFragment) || beforeFragment.startsWith(':')) return false
  if (LONE_PERCENT.test(text.slice(beforeFragment.length))) return false
  const scheme = /^[a-zA-Z][a-zA-Z\d+.-]*(?=:)/.exec(beforeFragment)?.[0] ?? ''
  const [rest = ''] = beforeFragment.slice(scheme === '' ? 0 : scheme.length + 1).split('?', 1)
  if (!rest.startsWith('/')) return scheme !== '' || (!/^[^/]*:/.test(rest) && !LONE_PERCENT.test(rest))
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) return !LONE_PERCENT.test(rest)
  const [authority = ''] = rest.slice(2).split('/', 1)
  return isAuthority(authority, /^https?$/i.test(scheme)) && !LONE_PERCENT.test(rest.slice(2 + authority.length))
}

/** @param isWeb whether a second colon is refused; for other schemes Go takes lists of hosts */
function isAuthority(authority: string, isWeb: boolean): boolean {
  const at = authority.lastIndexOf('@')
  const user = authority.slice(0, Math.max(at, 0))
  const host = authority.slice(at + 1)
  if (!USER.test(user) || LONE_PERCENT.test(user)) return false
  return host.startsWith('[') ? isLiteral(host) : isHost(host, isWeb)
}

function isHost(host: string, isWeb: boolean): boolean {
  if (host.includes('[') || !HOST.test(host)) return false
  const colon = isWeb ? host.indexOf(':') : host.lastIndexOf(':')
  if (colon >= 0 && !/^:\d*$/.test(host.slice(colon))) return false
  return isDomain(host.replaceAll('%25', '%'))
}

/** RFC 3986 section 3.2.2 and RFC 6874: an IPv6 address, perhaps with a zone, in brackets. */
function isLiteral(host: string): boolean {
  const [, inside = '', port = ''] = /^\[(.*)\]([^\]]*)$/.exec(host) ?? []
  if (host.lastIndexOf('[') > 0 || !/^(?::\d*)?$/.test(port)) return false
  const [address = '', ...zones] = inside.split('%25')
  if (!isIPv6(address)) return false
  if (zones.length === 0) return isDomain(`[${address}]${port}`)
  const zone = zones.join('%25')
  const plain = zone.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  if (zone === '' || LONE_PERCENT.test(zone) || !HOST.test(zone.replace(/%[0-9a-fA-F]{2}/g, ''))) return false
  return HOST.test(plain.replaceAll('%', '')) && isDomain(`[${address}%${plain}]${port}`)
}
