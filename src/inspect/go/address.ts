/** net/netip, parseIPv4: four numbers up to 255, without leading zeros. */
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/

export const isIPv4 = (text: string): boolean => IPV4.test(text)

/**
 * net/netip, parseIPv6, without a zone: eight groups, of which `::` stands for one or more, and the last two of which may be
 * an IPv4 address.
 */
export const isIPv6 = (text: string): boolean => groupsOf(text) !== undefined

/** The 4 or 16 octets of an address as Go reads it (net.ParseIP); undefined for any other text. */
export function addressOctets(text: string): Uint8Array | undefined {
  if (isIPv4(text)) return Uint8Array.from(text.split('.'), Number)
  return groupsOf(text)
}

function groupsOf(text: string): Uint8Array | undefined {
  const last = text.slice(text.lastIndexOf(':') + 1)
  if (last.includes('.') && !isIPv4(last)) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = last.split('.').map(Number)
  const tail = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  const groups = last.includes('.') ? text.slice(0, -last.length) + tail : text
  const [before = '', after, ...more] = groups.split('::')
  if (more.length > 0) return undefined
  const [front, back] = [before, after ?? ''].map(side => (side === '' ? [] : side.split(':'))) as [string[], string[]]
  const count = front.length + back.length
  if (![...front, ...back].every(part => /^[0-9a-fA-F]{1,4}$/.test(part))) return undefined
  if (after === undefined ? count !== 8 : count > 7) return undefined
  const all = [...front, ...Array.from({ length: 8 - count }, () => '0'), ...back]
  return Uint8Array.from(all.flatMap(part => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 0xff]))
}

/** The last four octets of an IPv4 address that is written as one of IPv6 (net.IP.To4); others as they are. */
export const unmapped = (octets: Uint8Array): Uint8Array =>
  octets.length === 16 &&
  octets.subarray(0, 10).every(octet => octet === 0) &&
  octets[10] === 0xff &&
  octets[11] === 0xff
    ? octets.subarray(12)
    : octets

/** An address as Go prints it (net.IP.String): RFC 5952, and IPv4 in IPv6 as IPv4. */
export const addressText = (octets: Uint8Array): string => plainAddressText(unmapped(octets))

/** An address of 4 or 16 octets by RFC 5952, IPv4 in IPv6 as the IPv6 that it is. */
export function plainAddressText(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.')
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((octets[at * 2] ?? 0) * 256 + (octets[at * 2 + 1] ?? 0)).toString(16),
  )
  const runs = [
    ...groups
      .map(group => (group === '0' ? '0' : '.'))
      .join('')
      .matchAll(/0{2,}/g),
  ]
  const longest = runs.sort((one, other) => other[0].length - one[0].length || one.index - other.index)[0]
  if (longest === undefined) return groups.join(':')
  return `${groups.slice(0, longest.index).join(':')}::${groups.slice(longest.index + longest[0].length).join(':')}`
}
