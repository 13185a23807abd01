import { addressText, isIPv4, isIPv6 } from '../inspect/go/address.ts'
import { isDomain, mailboxOf } from '../inspect/go/domain.ts'
import { type AlternativeNames, alternativeNamesOf } from './alternative-names.ts'
import { type Constraints, constraintsOf, type Mail } from './constraints.ts'
import type { Member } from './member.ts'
import { quoted } from './refusal.ts'

/**
 * Why name constraints of a path forbid one of its names (crypto/x509, checkChainConstraints). All names of all certificates below
 * a constraint are asked, and not only that of the host; common names are not.
 */
export function whyForbidden(path: readonly Member[]): Forbidden | undefined {
  const constrained = path.map(by => ({ by, constraints: constraintsOf(by) }))
  for (const [index, member] of path.entries()) {
    const above = constrained
      .slice(index + 1)
      .flatMap(({ by, constraints }) => (constraints ? [{ by, constraints }] : []))
    const names = above.length === 0 ? undefined : alternativeNamesOf(member)
    const why = names === undefined ? undefined : whyNot(names, above)
    if (why !== undefined) return why
  }
  return undefined
}

/** Why a name is forbidden, in Go's words, and by which certificate. */
export interface Forbidden {
  readonly says: string
  readonly by: Member
}

interface Constrained {
  readonly by: Member
  readonly constraints: Constraints
}

/** A name that cannot be compared is forbidden by any constraint. */
function whyNot(
  { dns, uris, emails, addresses }: AlternativeNames,
  above: readonly Constrained[],
): Forbidden | undefined {
  const [lowest] = above
  if (lowest === undefined) return undefined
  const hosts = uris.map(hostOf)
  const unclear = hosts.find(host => 'why' in host)
  if (unclear !== undefined && 'why' in unclear) return { says: unclear.why, by: lowest.by }
  const mails = emails.map(mailOf)
  const wrong = mails.indexOf(undefined)
  if (wrong >= 0) return { says: `cannot parse rfc822Name ${quoted(emails[wrong] ?? '')}`, by: lowest.by }
  for (const { by, constraints } of above) {
    const { ofAddress, ofDns, ofUri, ofMail } = constraints
    const says =
      first(addresses, address => ofAddress(address, addressText(address))) ??
      first(dns, name => (isDomain(name) ? ofDns(name, name) : `x509: cannot parse dnsName ${quoted(name)}`)) ??
      first(hosts, host => ('name' in host ? ofUri(host.name, host.uri) : undefined)) ??
      first(mails, mail => mail && ofMail(mail, `${mail.local}@${mail.domain}`))
    if (says !== undefined) return { says, by }
  }
  return undefined
}

function first<T>(values: readonly T[], why: (value: T) => string | undefined): string | undefined {
  for (const value of values) {
    const said = why(value)
    if (said !== undefined) return said
  }
  return undefined
}

function mailOf(text: string): Mail | undefined {
  const mailbox = mailboxOf(text)
  return mailbox && { local: mailbox.local, domain: mailbox.domain.toLowerCase() }
}

type Host = { readonly name: string; readonly uri: string } | { readonly why: string }

/** The host of a URI that Go could parse (RFC 3986 section 3.2.2); addresses are compared with nothing (RFC 5280 4.2.1.10). */
function hostOf(uri: string): Host {
  const authority = /^(?:[a-zA-Z][a-zA-Z\d+.-]*:)?\/\/([^/?#]*)/.exec(uri)?.[1] ?? ''
  const host = authority.slice(authority.lastIndexOf('@') + 1).replaceAll('%25', '%')
  if (host === '') return { why: `URI with empty host (${quoted(uri)}) cannot be matched against constraints` }
  const [, bracketed, plain] = /^(?:\[(.*)\]|([^:]*)):[^:]*$/.exec(host) ?? []
  if (host.includes(':') && !host.endsWith(']') && bracketed === undefined && plain === undefined)
    return { why: `cannot parse URI host ${quoted(host)}: address ${host}: too many colons in address` }
  const name = host.endsWith(']') ? host : (bracketed ?? plain ?? host)
  const isAddress = isIPv4(name) || isIPv6(name.replace(/%.+$/s, '')) || /^\[.*\]$/s.test(name)
  return isAddress ? { why: `URI with IP (${quoted(uri)}) cannot be matched against constraints` } : { name, uri }
}
