import { hash } from 'node:crypto'
import { readName } from '../asn1/name.ts'
import { readObjectIdentifier } from '../asn1/oid.ts'
import {
  children,
  contentText,
  DerError,
  type Element,
  expectTag,
  readElement,
  sameOctets,
  Tag,
} from '../asn1/reader.ts'
import { readTime } from '../asn1/time.ts'
import type { Certificate } from '../model.ts'
import { readExtensions } from './extensions.ts'
import { readKey } from './key.ts'

/** Context-specific tags of TBSCertificate (RFC 5280 4.1): version, the two unique identifiers, extensions. */
const VERSION = 0xa0
const ISSUER_UNIQUE_ID = 0x81
const SUBJECT_UNIQUE_ID = 0x82
const EXTENSIONS = 0xa3

/**
 * The facts of a certificate from its DER, which must be exactly one element and already checked to be DER.
 * @throws {DerError} where the structure is not that of RFC 5280 section 4.1
 */
export function readCertificate(der: Uint8Array): Certificate {
  const [tbs, algorithm, value, ...rest] = children(
    der,
    expectTag(readElement(der, 0, der.length), Tag.sequence, 'the certificate'),
  )
  if (rest.length > 0) throw new DerError('a certificate has three parts, this has more', 0)
  const body = expectTag(tbs, Tag.sequence, 'tbsCertificate')
  const signature = expectTag(value, Tag.bitString, 'the signature')
  const outer = expectTag(algorithm, Tag.sequence, 'signatureAlgorithm')
  const { inner, ...facts } = readBody(der, body)
  const [oid] = children(der, outer)
  return {
    id: hash('sha256', der),
    der,
    ...facts,
    signature: {
      algorithm: readObjectIdentifier(der, expectTag(oid, Tag.oid, 'the signature algorithm')),
      signed: { start: body.start, end: body.end },
      value: { start: signature.content + 1, end: signature.end },
      consistent: sameOctets(der, inner, outer),
    },
  }
}

type Body = Omit<Certificate, 'id' | 'der' | 'signature'> & { inner: Element }

function readBody(der: Uint8Array, tbs: Element): Body {
  const parts = children(der, tbs)
  const version = parts[0]?.tag === VERSION ? readVersion(der, parts.shift()) : 1
  const [serial, inner, issuer, validity, subject, key, ...optional] = parts
  const [notBefore, notAfter] = readValidity(der, expectTag(validity, Tag.sequence, 'the validity'))
  const [from, to] = [expectTag(issuer, Tag.sequence, 'the issuer'), expectTag(subject, Tag.sequence, 'the subject')]
  const selfIssued = sameOctets(der, from, to)
  const subjectName = readName(der, to)
  return {
    version,
    serial: contentText(der, expectTag(serial, Tag.integer, 'the serial number'), 'hex'),
    inner: expectTag(inner, Tag.sequence, 'the signature algorithm'),
    issuer: selfIssued ? subjectName : readName(der, from),
    notBefore,
    notAfter,
    subject: subjectName,
    selfIssued,
    key: readKey(der, expectTag(key, Tag.sequence, 'the public key')),
    ...readExtensions(der, extensionsAmong(optional)),
  }
}

/** RFC 5280 4.1.2.1: v1 is 0, v2 is 1, v3 is 2. As the default 0 is never written in DER; Go and OpenSSL take it all the same. */
function readVersion(der: Uint8Array, explicit: Element | undefined): 1 | 2 | 3 {
  const [number, ...rest] = explicit === undefined ? [] : children(der, explicit)
  const value = contentText(der, expectTag(number, Tag.integer, 'the version'), 'hex')
  if (rest.length > 0) throw new DerError('something behind the version', explicit?.start ?? 0)
  if (value === '00') return 1
  if (value === '01') return 2
  if (value === '02') return 3
  throw new DerError('the version is neither 1, 2 nor 3', explicit?.start ?? 0)
}

function readValidity(der: Uint8Array, validity: Element): [string, string] {
  const [from, to, ...rest] = children(der, validity)
  if (from === undefined || to === undefined || rest.length > 0 || !isTime(from) || !isTime(to))
    throw new DerError('the validity is not two times', validity.start)
  return [readTime(der, from), readTime(der, to)]
}

const isTime = ({ tag }: Element): boolean => tag === Tag.utcTime || tag === Tag.generalizedTime

/**
 * RFC 5280 4.1.2.8 and 4.1.2.9: what may follow the key, in this order. Extensions before version 3, which programs write
 * that do not set the version, OpenSSL reads and Go passes over.
 */
function extensionsAmong(optional: readonly Element[]): Element | undefined {
  const order = [ISSUER_UNIQUE_ID, SUBJECT_UNIQUE_ID, EXTENSIONS]
  let next = 0
  for (const { tag, start } of optional) {
    const position = order.indexOf(tag, next)
    if (position < 0) throw new DerError(`an unknown field with tag 0x${tag.toString(16)} after the key`, start)
    next = position + 1
  }
  return optional.find(({ tag }) => tag === EXTENSIONS)
}
