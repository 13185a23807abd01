import { type Element, Tag } from '../../asn1/reader.ts'
import { printable } from '../../printable.ts'
import { isAscii, isDomainConstraint, isEmailConstraint, isUriConstraint } from './domain.ts'
import { take, textOf } from './take.ts'

const [PERMITTED, EXCLUDED] = [0xa0, 0xa1]
const IP_ADDRESS = 0x87

/** What a constraint on a kind of name must be, by tag (RFC 5280 4.2.1.10). */
const TEXTS: ReadonlyMap<number, { readonly kind: string; readonly isRight: (text: string) => boolean }> = new Map([
  [0x81, { kind: 'e-mail addresses', isRight: isEmailConstraint }],
  [0x82, { kind: 'DNS names', isRight: isDomainConstraint }],
  [0x86, { kind: 'URIs', isRight: isUriConstraint }],
])

/** What Go does not take about nameConstraints (crypto/x509, parseNameConstraintsExtension). */
export function whyNoConstraints(bytes: Uint8Array, { content, end }: Element): string | undefined {
  const permitted = take(bytes, content, end, PERMITTED)
  const excluded = take(bytes, permitted?.end ?? content, end, EXCLUDED)
  if ((excluded ?? permitted)?.end !== end && content !== end) return 'are not of the form that RFC 5280 gives them'
  const lists = [permitted, excluded].filter(list => list !== undefined)
  if (lists.every(list => list.content === list.end)) return 'are empty'
  for (const list of lists)
    for (let at = list.content; at < list.end; ) {
      const subtree = take(bytes, at, list.end, Tag.sequence)
      const base = subtree && take(bytes, subtree.content, subtree.end, bytes[subtree.content] ?? 0)
      if (base === undefined) return 'have a subtree without a name'
      const why = whyNoBase(bytes, base)
      if (why !== undefined) return why
      at = subtree?.end ?? list.end
    }
  return undefined
}

function whyNoBase(bytes: Uint8Array, base: Element): string | undefined {
  if (base.tag === IP_ADDRESS) return whyNoRange(bytes.subarray(base.content, base.end))
  const text = TEXTS.get(base.tag)
  if (text === undefined) return undefined
  const value = textOf(bytes, base)
  if (isAscii(value) && text.isRight(value)) return undefined
  return `restrict ${text.kind} to "${printable(value, 80)}", which is no such restriction`
}

/** An address and a mask of the same length, which is ones and then zeros. */
function whyNoRange(octets: Uint8Array): string | undefined {
  const { length } = octets
  if (length !== 8 && length !== 32) return `restrict IP addresses by ${length} octets, which is neither 8 nor 32`
  const mask = [...octets.subarray(length / 2)].map(octet => octet.toString(2).padStart(8, '0')).join('')
  return /^1*0*$/.test(mask) ? undefined : 'restrict IP addresses by a mask with gaps'
}
