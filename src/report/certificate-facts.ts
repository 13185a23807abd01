import { day, roleOf } from '../inspect/describe.ts'
import { extensionName } from '../inspect/extension-names.ts'
import { keyId } from '../inspect/key-id.ts'
import type { Certificate, Entry, Origin } from '../model.ts'
import { printable } from '../printable.ts'
import type { Fact } from './facts.ts'
import { type Inspection, leftText } from './inspection.ts'
import { describedSignature } from './signature-text.ts'
import { placeText } from './talk.ts'

/** Long enough for any list that a person reads; a certificate of a megabyte has room for more. */
const LONGEST = 4000

/** What a person wants to know of one certificate, in the order in which it is asked. */
export function factsOf({ name, certificate, origins }: Entry, inspection: Inspection): Fact[] {
  const { pathLength, keyUsage, extendedKeyUsage, subjectAltNames, subjectKeyId, authorityKeyId } = certificate
  const { now, signatures } = inspection
  const facts: (Fact | undefined)[] = [
    { label: 'role', text: roleOf(certificate) },
    { label: 'issuer', text: issuerText(certificate) },
    { label: 'valid', text: `${validity(certificate)}, ${leftText(certificate, now)}` },
    { label: 'key', text: keyText(certificate) },
    { label: 'signature', text: describedSignature(certificate, signatures.get(certificate.id)) },
    { label: 'serial', text: printable(certificate.serial, 80) },
    { label: 'SHA-256', text: certificate.id },
    { label: 'key SHA-256', text: keyId(certificate) },
    listFact('key usage', keyUsage),
    listFact('purposes', extendedKeyUsage),
    pathLength === undefined ? undefined : { label: 'path length', text: String(pathLength) },
    listFact('alt names', subjectAltNames),
    constraintsFact(certificate),
    subjectKeyId === undefined ? undefined : { label: 'key id', text: printable(subjectKeyId, 128) },
    authorityKeyId === undefined || authorityKeyId === subjectKeyId
      ? undefined
      : { label: 'issuer key', text: printable(authorityKeyId, 128) },
    listFact('critical', criticalOthers(certificate)),
    { label: 'name', text: printable(name) },
    { label: 'found in', text: placesOf(origins) },
  ]
  return facts.filter(fact => fact !== undefined)
}

const issuerText = ({ issuer, selfIssued }: Certificate): string =>
  selfIssued ? 'itself' : printable(issuer.text, 400) || 'nobody named'

/** Days are enough for a person, unless both are the same. */
function validity({ notBefore, notAfter }: Certificate): string {
  const [from, to] = [day(notBefore), day(notAfter)]
  return from === to ? `${notBefore} to ${notAfter}` : `${from} to ${to}`
}

/** RSA keys with another exponent than nearly all have are told with it. */
function keyText({ key: { label, rsa } }: Certificate): string {
  return rsa === undefined || rsa.exponent === '10001' ? label : `${label}, exponent 0x${printable(rsa.exponent, 40)}`
}

const listFact = (label: string, list: readonly string[] | undefined): Fact | undefined =>
  list === undefined ? undefined : { label, text: printable(list.join(', '), LONGEST) || 'none' }

function constraintsFact({ nameConstraints }: Certificate): Fact | undefined {
  if (nameConstraints === undefined) return undefined
  const { permitted, excluded } = nameConstraints
  const lines = [
    permitted.length === 0 ? '' : `permitted ${printable(permitted.join(', '), LONGEST)}`,
    excluded.length === 0 ? '' : `excluded ${printable(excluded.join(', '), LONGEST)}`,
  ].filter(line => line !== '')
  return { label: 'constraints', text: lines.length === 0 ? 'none' : lines }
}

/** Extensions that a reader must understand, beside those whose content is told anyway. */
function criticalOthers({ extensions }: Certificate): readonly string[] | undefined {
  const others = extensions.filter(({ id, critical }) => critical && !TOLD.has(id)).map(({ id }) => extensionName(id))
  return others.length === 0 ? undefined : others
}

/** keyUsage, subjectAltName, basicConstraints, nameConstraints, extKeyUsage. */
const TOLD: ReadonlySet<string> = new Set(['2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.30', '2.5.29.37'])

/** The places of a certificate beyond these are counted: a folder may hold a thousand copies. */
const MOST_PLACES = 10

function placesOf(origins: readonly Origin[]): string[] {
  const places = origins.slice(0, MOST_PLACES).map(({ path, line }) => `${placeText(path)}:${line}`)
  const left = origins.length - places.length
  return left === 0 ? places : [...places, `and ${left} more`]
}
