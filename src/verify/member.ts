import { children, type Element, readElement } from '../asn1/reader.ts'
import { isKnownKey } from '../inspect/go/known-keys.ts'
import type { Certificate, Extension } from '../model.ts'

/** A certificate as the verifier of Go sees it: a member of a path from a server to what a node trusts. */
export interface Member {
  /** Without extensions where its version has none: Go does not look at them. */
  readonly certificate: Certificate
  /** The octets of the subject, of the issuer and of the SubjectPublicKeyInfo as latin1: Go compares octets, not texts. */
  readonly subject: string
  readonly issuer: string
  readonly key: string
  /** False for a key of an algorithm that Go has no name for. */
  readonly isKnownKey: boolean
}

const VERSION = 0xa0

export function memberOf(original: Certificate): Member {
  const certificate = original.version === 3 ? original : withoutExtensions(original)
  const { der, signature, key } = certificate
  const parts = children(der, readElement(der, signature.signed.start, signature.signed.end))
  const [, , issuer, , subject] = parts[0]?.tag === VERSION ? parts.slice(1) : parts
  return {
    certificate,
    subject: octetsOf(der, subject),
    issuer: octetsOf(der, issuer),
    key: octetsOf(der, key.info),
    isKnownKey: isKnownKey(certificate),
  }
}

/** The value of an extension as it stands, or undefined where there is none. */
export const extensionOf = ({ certificate }: Member, id: string): Extension | undefined =>
  certificate.extensions.find(extension => extension.id === id)

/** The one element that an extension's value is; the facts of a certificate have been read from it already. */
export const insideOf = ({ certificate: { der } }: Member, { value }: Extension): Element =>
  readElement(der, value.start, value.end)

const octetsOf = (der: Uint8Array, range: { readonly start: number; readonly end: number } | undefined): string =>
  range === undefined
    ? ''
    : Buffer.from(der.buffer, der.byteOffset + range.start, range.end - range.start).toString('latin1')

function withoutExtensions({
  pathLength: _,
  keyUsage: __,
  extendedKeyUsage: ___,
  subjectKeyId: ____,
  authorityKeyId: _____,
  subjectAltNames: ______,
  nameConstraints: _______,
  ...rest
}: Certificate): Certificate {
  return { ...rest, extensions: [], basicConstraints: 'absent' }
}
