import type { Attribute, Name } from '../model.ts'
import { readObjectIdentifier } from './oid.ts'
import { children, contentText, DerError, type Element, expectTag, Tag } from './reader.ts'

/** Short names: RFC 4514 section 3, then RFC 4519, RFC 2985 and ETSI EN 319 412-1 as OpenSSL prints them. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.6': 'C',
  '2.5.4.9': 'STREET',
  '0.9.2342.19200300.100.1.25': 'DC',
  '0.9.2342.19200300.100.1.1': 'UID',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.42': 'GN',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'emailAddress',
}

/** Reads a Name (RFC 5280 4.1.2.4): a SEQUENCE of SETs of attributes. @throws {DerError} */
export function readName(bytes: Uint8Array, element: Element): Name {
  const attributes: Attribute[] = []
  const parts: string[] = []
  for (const set of children(bytes, element)) {
    expectTag(set, Tag.set, 'a relative distinguished name')
    const group = children(bytes, set).map(pair => readAttribute(bytes, pair))
    if (group.length === 0) throw new DerError('a relative distinguished name is empty', set.start)
    for (const { attribute } of group) attributes.push(attribute)
    parts.push(group.map(({ text }) => text).join('+'))
  }
  return { text: parts.reverse().join(','), attributes }
}

function readAttribute(bytes: Uint8Array, pair: Element): { attribute: Attribute; text: string } {
  const [oid, value, ...rest] = children(bytes, expectTag(pair, Tag.sequence, 'an attribute'))
  const dotted = readObjectIdentifier(bytes, expectTag(oid, Tag.oid, 'an attribute type'))
  if (value === undefined || rest.length > 0) throw new DerError('an attribute is not a type and a value', pair.start)
  const type = SHORT_NAMES[dotted] ?? dotted
  const string = readText(bytes, value)
  if (string === undefined) {
    const hex = `#${contentText(bytes, { ...value, content: value.start }, 'hex')}`
    const misencoded = `type 0x${value.tag.toString(16)}`
    return { attribute: { type, value: hex, misencoded }, text: `${type}=${hex}` }
  }
  const text = `${type}=${escapeValue(string)}`
  const narrow = NARROW[value.tag]
  if (narrow === undefined || narrow.holds.test(string)) return { attribute: { type, value: string }, text }
  return { attribute: { type, value: string, misencoded: narrow.name }, text }
}

/**
 * String types that hold certain characters only (X.680 section 41), as Go checks them: it allows `*` and `&` in a
 * PrintableString, which old CAs wrote, and knows neither VisibleString nor UniversalString.
 */
const NARROW: Readonly<Record<number, { readonly name: string; readonly holds: RegExp }>> = {
  18: { name: 'NumericString', holds: /^[0-9 ]*$/ },
  19: { name: 'PrintableString', holds: /^[A-Za-z0-9 '()+,./:=?*&-]*$/ },
  22: { name: 'IA5String', holds: /^[\u0000-\u007f]*$/ },
  26: { name: 'VisibleString', holds: /^(?!)/ },
  28: { name: 'UniversalString', holds: /^(?!)/ },
  // The Basic Multilingual Plane has neither surrogates, in pairs or alone, nor code points that are no characters.
  30: { name: 'BMPString', holds: /^[^\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]*$/ },
}

/** A DirectoryString or IA5String as text; any other type is shown as `#` and its encoding (RFC 4514 2.4). */
function readText(bytes: Uint8Array, element: Element): string | undefined {
  switch (element.tag) {
    case 0x0c:
      return readUtf8(bytes, element)
    case 0x12:
    case 0x13:
    case 0x14:
    case 0x16:
    case 0x1a:
      return contentText(bytes, element, 'latin1')
    case 0x1e:
      return readBmpString(Buffer.from(contentText(bytes, element, 'hex'), 'hex'), element)
    case 0x1c:
      return readUniversalString(Buffer.from(contentText(bytes, element, 'hex'), 'hex'))
    default:
      return undefined
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** @throws {DerError} for octets that are no UTF-8, which Go and OpenSSL refuse as well */
function readUtf8(bytes: Uint8Array, element: Element): string {
  const text = contentText(bytes, element, 'utf8')
  if (!text.includes('\ufffd')) return text
  try {
    return UTF8.decode(bytes.subarray(element.content, element.end))
  } catch (error) {
    throw new DerError('a UTF8String that is not UTF-8', element.content, { cause: error })
  }
}

/** UTF-16 with the high octet first. @throws {DerError} for an odd count of octets */
function readBmpString(octets: Buffer, { content }: Element): string {
  if (octets.length % 2 !== 0) throw new DerError('a BMPString of half characters', content)
  return octets.swap16().toString('utf16le')
}

function readUniversalString(octets: Buffer): string {
  let text = ''
  for (let at = 0; at + 4 <= octets.length; at += 4) {
    const point = octets.readUInt32BE(at)
    text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
  }
  return text
}

/** RFC 4514 2.4: special characters, and space or number sign where they would be lost. */
function escapeValue(value: string): string {
  const special = value.replace(/["+,;<>\\]/g, '\\$&')
  const leading = /^[ #]/.test(special) ? `\\${special}` : special
  return value.length > 1 && value.endsWith(' ') ? `${leading.slice(0, -1)}\\ ` : leading
}
