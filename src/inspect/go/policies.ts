import { type Element, Tag } from '../../asn1/reader.ts'
import { isObjectIdentifier } from './oid.ts'
import { everyIn, take, textOf } from './take.ts'

const OTHER_FORM = 'is not of the form that RFC 5280 gives it'

/** RFC 5280 4.2.1.4: SEQUENCE OF SEQUENCE { policyIdentifier, qualifiers }. */
export function whyNoPolicies(bytes: Uint8Array, list: Element): string | undefined {
  const seen = new Set<string>()
  let count = 0
  const isRight = everyIn(bytes, list, Tag.sequence, ({ content, end }) => {
    const policy = take(bytes, content, end, Tag.oid)
    if (policy === undefined || !isObjectIdentifier(bytes, policy, Number.POSITIVE_INFINITY)) return false
    seen.add(textOf(bytes, policy))
    count++
    return true
  })
  if (!isRight) return OTHER_FORM
  return seen.size < count ? 'names a policy twice' : undefined
}

/** RFC 5280 4.2.1.5: SEQUENCE OF SEQUENCE { issuerDomainPolicy, subjectDomainPolicy }. */
export const whyNoMappings = (bytes: Uint8Array, list: Element): string | undefined =>
  everyIn(bytes, list, Tag.sequence, ({ content, end }) => {
    const from = take(bytes, content, end, Tag.oid)
    return from !== undefined && take(bytes, from.end, end, Tag.oid) !== undefined
  })
    ? undefined
    : OTHER_FORM

/** RFC 5280 4.2.1.11: SEQUENCE { [0] requireExplicitPolicy, [1] inhibitPolicyMapping }, both optional. */
export function whyNoPolicyConstraints(bytes: Uint8Array, { content, end }: Element): string | undefined {
  let at = content
  for (const tag of [0x80, 0x81]) {
    if (at >= end || bytes[at] !== tag) continue
    const number = take(bytes, at, end, tag)
    if (number === undefined || !isNumber(bytes, number)) return OTHER_FORM
    at = number.end
  }
  return undefined
}

/** RFC 5280 4.2.1.14: an INTEGER. */
export const whyNoInhibition = (bytes: Uint8Array, number: Element): string | undefined =>
  isNumber(bytes, number) ? undefined : OTHER_FORM

/** An integer of 64 bits in no more octets than needed. */
function isNumber(bytes: Uint8Array, { content, end }: Element): boolean {
  const [first = 0, second = 0] = [bytes[content], bytes[content + 1]]
  if (end - content === 1) return true
  const isPadded = (first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80)
  return end - content > 1 && end - content <= 8 && !isPadded
}
