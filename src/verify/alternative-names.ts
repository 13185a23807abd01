import { children } from '../asn1/reader.ts'
import { textOf } from '../inspect/go/take.ts'
import { extensionOf, insideOf, type Member } from './member.ts'

/** The names that a certificate is for, as far as Go knows their kinds (RFC 5280 4.2.1.6), each in the order of the encoding. */
export interface AlternativeNames {
  readonly dns: readonly string[]
  readonly emails: readonly string[]
  readonly uris: readonly string[]
  /** 4 or 16 octets. */
  readonly addresses: readonly Uint8Array[]
}

const [EMAIL, DNS, URI, ADDRESS] = [0x81, 0x82, 0x86, 0x87]

/** Reads subjectAltName from the octets, of which the facts have only texts; undefined where there is none. */
export function alternativeNamesOf(member: Member): AlternativeNames | undefined {
  const extension = extensionOf(member, '2.5.29.17')
  if (extension === undefined) return undefined
  const { der } = member.certificate
  const names = children(der, insideOf(member, extension))
  const texts = (tag: number) => names.filter(name => name.tag === tag).map(name => textOf(der, name))
  const addresses = names.filter(({ tag }) => tag === ADDRESS).map(({ content, end }) => der.subarray(content, end))
  return { dns: texts(DNS), emails: texts(EMAIL), uris: texts(URI), addresses }
}
