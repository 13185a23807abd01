import { children, type Element } from '../asn1/reader.ts'
import { mailboxOf } from '../inspect/go/domain.ts'
import { textOf } from '../inspect/go/take.ts'
import { type AddressRange, addressSubtrees, rangeText } from './address-subtrees.ts'
import { domainSubtrees } from './domain-subtrees.ts'
import { extensionOf, insideOf, type Member } from './member.ts'
import { quoted } from './refusal.ts'
import type { Subtrees } from './subtrees.ts'

/** An address of e-mail, its domain in small letters. */
export interface Mail {
  readonly local: string
  readonly domain: string
}

/** What nameConstraints says of each kind of name: why one may not be, as Go says it. */
export interface Constraints {
  readonly ofAddress: (address: Uint8Array, shown: string) => string | undefined
  readonly ofDns: (name: string, shown: string) => string | undefined
  readonly ofUri: (host: string, shown: string) => string | undefined
  readonly ofMail: (mail: Mail, shown: string) => string | undefined
}

const [EMAIL, DNS, URI, ADDRESS] = [0x81, 0x82, 0x86, 0x87]
const [PERMITTED, EXCLUDED] = [0xa0, 0xa1]

/** Reads nameConstraints (RFC 5280 4.2.1.10) of a certificate; undefined where there are none. */
export function constraintsOf(member: Member): Constraints | undefined {
  const extension = extensionOf(member, '2.5.29.30')
  if (extension === undefined) return undefined
  const { der } = member.certificate
  const parts = children(der, insideOf(member, extension))
  const bases = (list: number, kind: number): Element[] =>
    parts
      .filter(({ tag }) => tag === list)
      .flatMap(part => children(der, part).flatMap(subtree => children(der, subtree).slice(0, 1)))
      .filter(({ tag }) => tag === kind)
  const texts = (list: number, kind: number) => bases(list, kind).map(base => textOf(der, base))
  const ranges = (list: number) => bases(list, ADDRESS).map(({ content, end }) => rangeIn(der.subarray(content, end)))
  const domains = (kind: number) =>
    [domainsOf(texts(PERMITTED, kind), true), domainsOf(texts(EXCLUDED, kind), false)] as const
  const same = (text: string) => text
  return {
    ofAddress: check('IP address', [rangesOf(ranges(PERMITTED)), rangesOf(ranges(EXCLUDED))], rangeText),
    ofDns: check('DNS name', domains(DNS), same),
    ofUri: check('URI', domains(URI), same),
    ofMail: check(
      'email address',
      [mailsOf(texts(PERMITTED, EMAIL), true), mailsOf(texts(EXCLUDED, EMAIL), false)],
      same,
    ),
  }
}

/** crypto/x509, checkConstraints. */
const check =
  <Tree, Value>(
    kind: string,
    [permitted, excluded]: readonly [Subtrees<Tree, Value> | undefined, Subtrees<Tree, Value> | undefined],
    textOfTree: (tree: Tree) => string,
  ) =>
  (value: Value, shown: string): string | undefined => {
    if (permitted !== undefined && permitted.find(value) === undefined)
      return `${kind} ${quoted(shown)} is not permitted by any constraint`
    const found = excluded?.find(value)
    return found === undefined
      ? undefined
      : `${kind} ${quoted(shown)} is excluded by constraint ${quoted(textOfTree(found))}`
  }

const rangeIn = (octets: Uint8Array): AddressRange => ({
  address: octets.subarray(0, octets.length / 2),
  mask: octets.subarray(octets.length / 2),
})

const rangesOf = (ranges: readonly AddressRange[]) => (ranges.length === 0 ? undefined : addressSubtrees(ranges))

const domainsOf = (domains: readonly string[], isPermitted: boolean) =>
  domains.length === 0 ? undefined : domainSubtrees(domains, isPermitted)

/** A constraint with an `@` is one mailbox, another one all those of a host. */
function mailsOf(texts: readonly string[], isPermitted: boolean): Subtrees<string, Mail> | undefined {
  if (texts.length === 0) return undefined
  const whole = new Set(texts.filter(text => text.includes('@')).flatMap(text => mailText(text) ?? []))
  const hosts = domainsOf(
    texts.filter(text => !text.includes('@')),
    isPermitted,
  )
  return {
    find: mail => {
      const text = `${mail.local}@${mail.domain}`
      return whole.has(text) ? text : hosts?.find(mail.domain)
    },
  }
}

function mailText(text: string): string | undefined {
  const mailbox = mailboxOf(text)
  return mailbox && `${mailbox.local}@${mailbox.domain.toLowerCase()}`
}
