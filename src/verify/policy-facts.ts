import { type Element, Tag } from '../asn1/reader.ts'
import { take, textOf } from '../inspect/go/take.ts'
import { extensionOf, insideOf, type Member } from './member.ts'

/** What a certificate says of certificate policies; each is named by the octets of its identifier, as latin1. */
export interface PolicyFacts {
  readonly policies: readonly string[]
  readonly mappings: readonly (readonly [issuerDomain: string, subjectDomain: string])[]
  /** How many certificates further down may do without, where that is said at all. */
  readonly requireExplicit: number | undefined
  readonly inhibitMapping: number | undefined
  readonly inhibitAny: number | undefined
}

/** anyPolicy, 2.5.29.32.0. */
export const ANY_POLICY = '\u0055\u001d\u0020\u0000'

/**
 * Reads certificatePolicies, policyMappings, policyConstraints and inhibitAnyPolicy (RFC 5280 4.2.1.4, 5, 11, 14) as far as Go does
 * (crypto/x509, processExtensions): what stands behind that, in a list or in one of its items, nobody looks at.
 */
export function policyFactsOf(member: Member): PolicyFacts {
  const { der } = member.certificate
  const inside = (id: string): Element | undefined => {
    const extension = extensionOf(member, id)
    return extension && insideOf(member, extension)
  }
  const policies = sequencesIn(der, inside('2.5.29.32'))
  const mappings = sequencesIn(der, inside('2.5.29.33'))
  const constraints = inside('2.5.29.36')
  const explicit = constraints && take(der, constraints.content, constraints.end, 0x80)
  const mapping = constraints && take(der, explicit?.end ?? constraints.content, constraints.end, 0x81)
  return {
    policies: policies.map(policy => oidsIn(der, policy, 1)[0] ?? ''),
    mappings: mappings.map(one => {
      const [from = '', to = ''] = oidsIn(der, one, 2)
      return [from, to]
    }),
    requireExplicit: numberIn(der, explicit),
    inhibitMapping: numberIn(der, mapping),
    inhibitAny: numberIn(der, inside('2.5.29.54')),
  }
}

function sequencesIn(der: Uint8Array, list: Element | undefined): Element[] {
  const found: Element[] = []
  if (list === undefined) return found
  for (let one = take(der, list.content, list.end, Tag.sequence); one !== undefined; ) {
    found.push(one)
    one = take(der, one.end, list.end, Tag.sequence)
  }
  return found
}

/** The first identifiers of a sequence, one behind the other. */
function oidsIn(der: Uint8Array, { content, end }: Element, most: number): string[] {
  const found: string[] = []
  for (let oid = take(der, content, end, Tag.oid); oid !== undefined && found.length < most; ) {
    found.push(textOf(der, oid))
    oid = take(der, oid.end, end, Tag.oid)
  }
  return found
}

/** Go takes negative numbers as if nothing was said. */
function numberIn(der: Uint8Array, element: Element | undefined): number | undefined {
  if (element === undefined || (der[element.content] ?? 0) >= 0x80) return undefined
  return Number(`0x${Buffer.from(der.subarray(element.content, element.end)).toString('hex')}`)
}
