import { readObjectIdentifier } from '../asn1/oid.ts'
import { children, DerError, type Element, expectTag, readElement, Tag } from '../asn1/reader.ts'
import { checkDer } from '../asn1/strict.ts'
import type { Certificate, Extension, Range } from '../model.ts'
import {
  readAuthorityKeyId,
  readBasicConstraints,
  readExtendedKeyUsage,
  readKeyUsage,
  readSubjectKeyId,
} from './extension-values.ts'
import { readNameConstraints, readSubjectAltNames } from './general-names.ts'

/** What a certificate says of itself in its extensions. */
export type ExtensionFacts = Pick<
  Certificate,
  | 'extensions'
  | 'basicConstraints'
  | 'pathLength'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'subjectKeyId'
  | 'authorityKeyId'
  | 'subjectAltNames'
  | 'nameConstraints'
>

type Reader = (bytes: Uint8Array, value: Element) => Partial<ExtensionFacts>

/** Extensions whose content is a fact, by identifier (RFC 5280 4.2.1). */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['2.5.29.14', readSubjectKeyId],
  ['2.5.29.15', readKeyUsage],
  ['2.5.29.17', readSubjectAltNames],
  ['2.5.29.19', readBasicConstraints],
  ['2.5.29.30', readNameConstraints],
  ['2.5.29.35', readAuthorityKeyId],
  ['2.5.29.37', readExtendedKeyUsage],
])

/** Reads Extensions (RFC 5280 4.1.2.9). Of an extension that stands twice the first is read. @throws {DerError} */
export function readExtensions(bytes: Uint8Array, explicit: Element | undefined): ExtensionFacts {
  if (explicit === undefined) return { extensions: [], basicConstraints: 'absent' }
  const [list, ...rest] = children(bytes, explicit)
  if (rest.length > 0) throw new DerError('something behind the extensions', explicit.start)
  const extensions: Extension[] = []
  const facts: ExtensionFacts = { extensions, basicConstraints: 'absent' }
  for (const element of children(bytes, expectTag(list, Tag.sequence, 'the extensions'))) {
    const extension = readExtension(bytes, element)
    const read = READERS.get(extension.id)
    if (read !== undefined && !extensions.some(({ id }) => id === extension.id))
      Object.assign(facts, read(bytes, insideOf(bytes, extension.value)))
    extensions.push(extension)
  }
  return facts
}

/** SEQUENCE { extnID, critical BOOLEAN DEFAULT FALSE, extnValue }. */
function readExtension(bytes: Uint8Array, element: Element): Extension {
  const [first, second, third, ...more] = children(bytes, expectTag(element, Tag.sequence, 'an extension'))
  const id = readObjectIdentifier(bytes, expectTag(first, Tag.oid, 'an extension identifier'))
  const hasFlag = second?.tag === Tag.boolean
  const value = hasFlag ? third : second
  if (more.length > 0 || value?.tag !== Tag.octetString || (third !== undefined && !hasFlag))
    throw new DerError(`extension ${id} is no such`, element.start)
  const critical = hasFlag && bytes[second.content] !== 0
  return { id, critical, value: { start: value.content, end: value.end } }
}

/** The one element, in DER, that an extension's value is. @throws {DerError} */
function insideOf(bytes: Uint8Array, { start, end }: Range): Element {
  checkDer(bytes, start, end)
  const element = readElement(bytes, start, end)
  if (element.end !== end) throw new DerError('bytes behind the value of an extension', element.end)
  return element
}
