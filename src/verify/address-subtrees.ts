import { addressText, unmapped } from '../inspect/go/address.ts'
import { type Subtrees, subtreesOf } from './subtrees.ts'

/** A range of addresses as a name constraint has it (RFC 5280 4.2.1.10): 4 or 16 octets each. */
export interface AddressRange {
  readonly address: Uint8Array
  readonly mask: Uint8Array
}

export function addressSubtrees(ranges: readonly AddressRange[]): Subtrees<AddressRange, Uint8Array> {
  const order = { compare, compareTo, covers, holds }
  const [short, long] = [4, 16].map(length =>
    subtreesOf(
      ranges.filter(({ address }) => address.length === length),
      order,
    ),
  )
  return { find: address => (address.length === 4 ? short : long)?.find(address) }
}

const compare = (one: AddressRange, other: AddressRange): number =>
  Buffer.compare(one.address, other.address) || Buffer.compare(one.mask, other.mask)

const compareTo = ({ address }: AddressRange, value: Uint8Array): number => Buffer.compare(address, value)

/** net.IPNet.Contains. */
function holds({ address, mask }: AddressRange, value: Uint8Array): boolean {
  const [network, host] = [unmapped(address), unmapped(value)]
  if (network.length !== host.length) return false
  const bits = mask.subarray(mask.length - network.length)
  return network.every((octet, at) => (octet & (bits[at] ?? 0)) === ((host[at] ?? 0) & (bits[at] ?? 0)))
}

function covers(one: AddressRange, other: AddressRange): boolean {
  const last = other.address.map((octet, at) => octet | (~(other.mask[at] ?? 0) & 0xff))
  return holds(one, other.address) && holds(one, last)
}

/** net.IPNet.String: `10.0.0.0/8`. */
export function rangeText({ address, mask }: AddressRange): string {
  const bits = mask.subarray(mask.length - unmapped(address).length)
  const length = [...bits].map(octet => octet.toString(2).replaceAll('0', '')).join('').length
  return `${addressText(address)}/${length}`
}
