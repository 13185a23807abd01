import { children, type Element, Tag } from '../asn1/reader.ts'
import { textOf } from '../inspect/go/take.ts'
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

/** Reads certificatePolicies, policyMappings, policyConstraints and inhibitAnyPolicy (RFC 5280 4.2.1.4, 5, 11, 14). */
export function policyFactsOf(member: Member): PolicyFacts {
  const { der } = member.certificate
  const inside = (id: string): Element | undefined => {
    const extension = extensionOf(member, id)
    return extension && insideOf(member, extension)
  }
  const parts = (element: Element | undefined) => (element === undefined ? [] : children(der, element))
  const oids = (element: Element) =>
    children(der, element)
      .filter(({ tag }) => tag === Tag.oid)
      .map(oid => textOf(der, oid))
  const limits = parts(inside('2.5.29.36'))
  const [requireExplicit, inhibitMapping] = [0x80, 0x81].map(wanted => limits.find(({ tag }) => tag === wanted))
  return {
    policies: parts(inside('2.5.29.32')).map(policy => oids(policy)[0] ?? ''),
    mappings: parts(inside('2.5.29.33')).map(mapping => {
      const [from = '', to = ''] = oids(mapping)
      return [from, to]
    }),
    requireExplicit: numberIn(der, requireExplicit),
    inhibitMapping: numberIn(der, inhibitMapping),
    inhibitAny: numberIn(der, inside('2.5.29.54')),
  }
}

/** Go takes negative numbers as if nothing was said. */
function numberIn(der: Uint8Array, element: Element | undefined): number | undefined {
  if (element === undefined || (der[element.content] ?? 0) >= 0x80) return undefined
  return Number(`0x${Buffer.from(der.subarray(element.content, element.end)).toString('hex')}`)
}
