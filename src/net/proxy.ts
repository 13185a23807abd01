import { BlockList, isIP } from 'node:net'
import { RunError } from '../run-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy that leads to a host, as curl and Go read HTTPS_PROXY and NO_PROXY; the lower-case names hold as well.
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

/** NO_PROXY: names with all below them, addresses, networks such as `10.0.0.0/8`, each with a port or without, or `*`. */
function isDirect(host: string, port: number, list: string): boolean {
  return list
    .split(/[\s,]+/)
    .filter(rule => rule !== '')
    .some(rule => rule === '*' || covers(rule.toLowerCase(), host.toLowerCase(), port))
}

function covers(rule: string, host: string, port: number): boolean {
  if (rule.includes('/')) return isInNetwork(rule, host)
  if (isIP(rule) === 6) return isInNetwork(`${rule}/128`, host)
  const [, bracketed, plain, wanted] = /^(?:\[([^\]]+)\]|([^:]+|[^:]*:[^:]*:.*?))(?::(\d+))?$/.exec(rule) ?? []
  if (wanted !== undefined && Number(wanted) !== port) return false
  const name = (bracketed ?? plain ?? rule).replace(/^\*?\./, '')
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`))
}

function isInNetwork(rule: string, host: string): boolean {
  const [network = '', bits = ''] = rule.split('/', 2)
  const family = isIP(network)
  if (family === 0 || family !== isIP(host) || !/^\d{1,3}$/.test(bits)) return false
  if (Number(bits) > (family === 4 ? 32 : 128)) return false
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  const networks = new BlockList()
  networks.addSubnet(network, Number(bits), kind)
  return networks.check(host, kind)
}
