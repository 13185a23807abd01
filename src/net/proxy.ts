import { addressOctets, unmapped } from '../inspect/go/address.ts'
import { RunError } from '../run-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy that leads to a host, as Go reads HTTPS_PROXY and NO_PROXY (golang.org/x/net/http/httpproxy); the lower-case names hold as well.
 * @throws {RunError} for a proxy of another kind than `http://`
 */
export function proxyFor(host: string, port: number, env: Environment): URL | undefined {
  const named = env.HTTPS_PROXY || env.https_proxy || ''
  if (named === '' || isDirect(host, port, env.NO_PROXY || env.no_proxy || '')) return undefined
  const text = named.includes('://') ? named : `http://${named}`
  const proxy = URL.canParse(text) ? new URL(text) : undefined
  if (proxy?.protocol === 'http:' && proxy.hostname !== '') return proxy
  // The value itself is not repeated: a password may be in it.
  const message = proxy === undefined ? 'is no URL' : `names a proxy of the kind ${proxy.protocol}//`
  throw new RunError([
    { where: 'HTTPS_PROXY', message, fix: 'HTTPS_PROXY=http://HOST:PORT, or NO_PROXY for this host' },
  ])
}

/** This machine itself is never gone to through a proxy. */
function isDirect(host: string, port: number, list: string): boolean {
  const address = octetsOf(host)
  if (host === 'localhost' || (address !== undefined && isLoopback(address))) return true
  const rules = list.split(',').map(rule => rule.trim().toLowerCase())
  return rules.some(rule => rule === '*' || covers(rule, { host: host.toLowerCase(), port, address }))
}

interface Wanted {
  readonly host: string
  readonly port: number
  readonly address: Uint8Array | undefined
}

/**
 * NO_PROXY: `example.com` with all below it, `.example.com` and `*.example.com` for what is below it only, and addresses, each with a port or
 * without; and networks such as `10.0.0.0/8`.
 */
function covers(rule: string, { host, port, address }: Wanted): boolean {
  const [, network = '', bits] = /^(.+)\/(\d{1,3})$/.exec(rule) ?? []
  if (bits !== undefined) return isInNetwork(address, addressOctets(network), Number(bits))
  const [, bracketed, plain = rule, wanted] = /^(?:\[([^\]]*)\]|([^:]*)):(\d*)$/.exec(rule) ?? []
  const name = bracketed ?? plain
  if (name === '' || (wanted !== undefined && wanted !== '' && wanted !== String(port))) return false
  const own = octetsOf(name)
  if (own !== undefined) return address !== undefined && isSame(own, address)
  const below = name.replace(/^\*?\./, '')
  return address === undefined && (host.endsWith(`.${below}`) || (below === name && host === name))
}

/** The octets of an address, 4 where it is one of IPv4 in IPv6. */
const octetsOf = (text: string): Uint8Array | undefined => {
  const octets = addressOctets(text)
  return octets === undefined ? undefined : unmapped(octets)
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

const LOOPBACK = Buffer.from('00000000000000000000000000000001', 'hex')

const isLoopback = (address: Uint8Array): boolean =>
  address.length === 4 ? address[0] === 127 : isSame(address, LOOPBACK)

function isInNetwork(address: Uint8Array | undefined, network: Uint8Array | undefined, bits: number): boolean {
  if (address === undefined || network === undefined || bits > network.length * 8) return false
  const short = unmapped(network)
  // The part of the mask that is about what was left out.
  const left = bits - (network.length - short.length) * 8
  if (address.length !== short.length || left < 0) return false
  return [...short].every((octet, index) => {
    const mask = 0xff & (0xff << (8 - Math.min(8, Math.max(0, left - index * 8))))
    return (octet & mask) === ((address[index] ?? 0) & mask)
  })
}
