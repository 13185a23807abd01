/** net/netip, parseIPv4: four numbers up to 255, without leading zeros. */
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/

export const isIPv4 = (text: string): boolean => IPV4.test(text)

/**
 * net/netip, parseIPv6, without a zone: eight groups, of which `::` stands for one or more, and the last two of which may be
 * an IPv4 address.
 */
export function isIPv6(text: string): boolean {
  const last = text.slice(text.lastIndexOf(':') + 1)
  if (last.includes('.') && !isIPv4(last)) return false
  const groups = last.includes('.') ? `${text.slice(0, -last.length)}0:0` : text
  const [before = '', after, ...more] = groups.split('::')
  if (more.length > 0) return false
  const parts = [before, after ?? ''].flatMap(side => (side === '' ? [] : side.split(':')))
  if (!parts.every(part => /^[0-9a-fA-F]{1,4}$/.test(part))) return false
  return after === undefined ? parts.length === 8 : parts.length < 8
}
