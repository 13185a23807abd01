import { addressOctets, addressText, unmapped } from '../inspect/go/address.ts'
import { type AlternativeNames, alternativeNamesOf } from './alternative-names.ts'
import type { Member } from './member.ts'
import type { Refusal, RefusalKind } from './refusal.ts'

const NONE: AlternativeNames = { dns: [], emails: [], uris: [], addresses: [] }
const MOST_NAMES = 100

/**
 * Why a certificate is not good for a host (crypto/x509, Certificate.VerifyHostname; RFC 6125): addresses are compared with addresses,
 * names with names without regard to case, `*` stands for one whole label in front, and the common name counts for nothing.
 * @param host a name, an IPv4 or an IPv6 address without brackets
 */
export function whyNotFor(leaf: Member, host: string): Refusal | undefined {
  const names = alternativeNamesOf(leaf)
  const { dns, addresses } = names ?? NONE
  const address = addressOctets(host)
  if (address !== undefined) {
    const wanted = unmapped(address)
    if (addresses.some(octets => Buffer.compare(unmapped(octets), wanted) === 0)) return undefined
  } else if (dns.some(pattern => matches(pattern, host))) return undefined
  const { certificate } = leaf
  const refusal = (kind: RefusalKind, says: string): Refusal => ({ kind, says: `x509: ${says}`, certificate })
  const common = certificate.subject.attributes.findLast(({ type }) => type === 'CN')?.value ?? ''
  if (names === undefined && matchesLabels(common, labelsOf(host)))
    return refusal('legacy-common-name', 'certificate relies on legacy Common Name field, use SANs instead')
  if (address !== undefined && addresses.length === 0)
    return refusal('no-address-names', `cannot validate certificate for ${host} because it doesn't contain any IP SANs`)
  const valid = address === undefined ? dns : addresses.map(addressText)
  if (valid.length >= MOST_NAMES) {
    const kind = address === undefined ? 'names' : 'IP SANs'
    return refusal('host', `certificate is valid for ${valid.length} ${kind}, but none matched ${host}`)
  }
  return valid.join(', ') === ''
    ? refusal('host', `certificate is not valid for any names, but wanted to match ${host}`)
    : refusal('host', `certificate is valid for ${valid.join(', ')}, not ${host}`)
}

/** Wildcards, and dots behind a name, count only where both sides look like names of hosts. */
function matches(pattern: string, host: string): boolean {
  const name = lower(host)
  if (isHostName(name.replace(/\.$/, '')) && isHostName(pattern, true)) return matchesLabels(pattern, labelsOf(name))
  const isNothing = (text: string) => text === '' || text === '.'
  return !isNothing(pattern) && !isNothing(name) && lower(pattern) === name
}

const labelsOf = (host: string): string[] => lower(host).replace(/\.$/, '').split('.')

function matchesLabels(pattern: string, labels: readonly string[]): boolean {
  if (pattern === '') return false
  const wanted = lower(pattern).split('.')
  return (
    wanted.length === labels.length &&
    wanted.every((label, index) => (index === 0 && label === '*') || label === labels[index])
  )
}

/**
 * Whether a text looks like the name of a host (crypto/x509, validHostname): underscores are no letters of host names, and common all the same.
 * @param isPattern whether the first label may be `*`
 */
export function isHostName(host: string, isPattern = false): boolean {
  if (host === '' || host === '*') return false
  return host
    .split('.')
    .every((label, index) => (isPattern && index === 0 && label === '*') || /^[a-zA-Z0-9_][a-zA-Z0-9_-]*$/.test(label))
}

/** Of ASCII only: other letters have no case in names of hosts (RFC 6125 section 6.4.1). */
const lower = (text: string): string => text.replace(/[A-Z]/g, letter => letter.toLowerCase())
