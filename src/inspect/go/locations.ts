import { type Element, Tag } from '../../asn1/reader.ts'
import { isObjectIdentifier } from './oid.ts'
import { everyIn, take } from './take.ts'

const OTHER_FORM = 'is not of the form that RFC 5280 gives it'
const URI = 0x86
/** DistributionPointName and, inside of it, fullName. */
const [NAME, FULL_NAME, RELATIVE_NAME] = [0xa0, 0xa0, 0xa1]

/** RFC 5280 4.2.1.13: SEQUENCE OF SEQUENCE { [0] distributionPoint, [1] reasons, [2] cRLIssuer }, all optional. */
export function whyNoDistributionPoints(bytes: Uint8Array, list: Element): string | undefined {
  let isRelative = false
  const isRight = everyIn(bytes, list, Tag.sequence, ({ content, end }) => {
    if (content >= end || bytes[content] !== NAME) return true
    const name = take(bytes, content, end, NAME)
    if (name === undefined) return false
    isRelative ||= name.content < name.end && bytes[name.content] === RELATIVE_NAME
    const full = take(bytes, name.content, name.end, FULL_NAME)
    return full !== undefined && beginsWithUris(bytes, full)
  })
  if (isRight) return undefined
  return isRelative ? 'names a list relative to its issuer, which Go does not know' : OTHER_FORM
}

/** Go reads URIs as long as there are some, and then nothing. */
function beginsWithUris(bytes: Uint8Array, { content, end }: Element): boolean {
  for (let at = content; at < end && bytes[at] === URI; ) {
    const uri = take(bytes, at, end, URI)
    if (uri === undefined) return false
    at = uri.end
  }
  return true
}

/** RFC 5280 4.2.2.1: SEQUENCE OF SEQUENCE { accessMethod, accessLocation }. */
export const whyNoAccess = (bytes: Uint8Array, list: Element): string | undefined =>
  everyIn(bytes, list, Tag.sequence, ({ content, end }) => {
    const method = take(bytes, content, end, Tag.oid)
    if (method === undefined || !isObjectIdentifier(bytes, method)) return false
    return bytes[method.end] !== URI || method.end >= end || take(bytes, method.end, end, URI) !== undefined
  })
    ? undefined
    : OTHER_FORM
