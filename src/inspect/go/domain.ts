import { isIPv4, isIPv6 } from './address.ts'

/** IA5String: every octet below 80. */
export const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text)

const LABELS = /^(?:[!-\-/-~]+\.)*[!-\-/-~]+$/

/** crypto/x509, domainNameValid: labels of visible characters, none of them empty. (No name at all is one.) */
export const isDomain = (text: string): boolean => text === '' || LABELS.test(text)

/** The same in a name constraint, which may begin with a dot. */
export const isDomainConstraint = (text: string): boolean => text === '' || LABELS.test(text.replace(/^\./, ''))

/** A URI constraint is the name of a host, and not its address. */
export const isUriConstraint = (text: string): boolean => isDomainConstraint(text) && !isIPv4(text) && !isIPv6(text)

/** An rfc822Name constraint is a mailbox, or else all those of a host. */
export const isEmailConstraint = (text: string): boolean =>
  text.includes('@') ? isMailbox(text) : isDomainConstraint(text)

const QUOTED = /^"(?:[\u0001-\u0008\u000b\u000c\u000e-!#-[\]-\u007f]|\\[\u0001-\u0009\u000b\u000c\u000e-\u007f])*"@/
const ATOMS = /^((?:\\.|[\w!#$%&'*+\-/=?^`{|}~.])+)@/s

/** An address of e-mail in its two parts. */
export interface Mailbox {
  /** Without quotes and backslashes. */
  readonly local: string
  readonly domain: string
}

const isMailbox = (text: string): boolean => mailboxOf(text) !== undefined

/** crypto/x509, parseRFC2821Mailbox: after the local part, quoted or not, the domain may be any. */
export function mailboxOf(text: string): Mailbox | undefined {
  const quoted = QUOTED.exec(text)?.[0]
  const [whole = quoted, local = quoted?.slice(1, -2)] = quoted === undefined ? (ATOMS.exec(text) ?? []) : []
  if (whole === undefined || local === undefined) return undefined
  const plain = local.replace(/\\(.)/gs, '$1')
  if (quoted === undefined && /^\.|\.\.|\.$/.test(plain)) return undefined
  const domain = text.slice(whole.length)
  return isDomain(domain) ? { local: plain, domain } : undefined
}
