import type { Element } from '../../asn1/reader.ts'
import { printable } from '../../printable.ts'
import { isAscii } from './domain.ts'
import { take, textOf } from './take.ts'
import { isUri } from './uri.ts'

/** GeneralName (RFC 5280 4.2.1.6), by its context-specific tag. */
const KINDS: ReadonlyMap<number, string> = new Map([
  [0x81, 'e-mail address'],
  [0x82, 'DNS name'],
  [0x86, 'URI'],
])
const IP_ADDRESS = 0x87

/** What Go does not take about subjectAltName (crypto/x509, parseSANExtension). */
export function whyNoAlternativeNames(bytes: Uint8Array, list: Element): string | undefined {
  for (let at = list.content; at < list.end; ) {
    const name = take(bytes, at, list.end, bytes[at] ?? 0)
    if (name === undefined) return 'is not of the form that RFC 5280 gives it'
    const why = whyNoName(bytes, name)
    if (why !== undefined) return why
    at = name.end
  }
  return undefined
}

function whyNoName(bytes: Uint8Array, name: Element): string | undefined {
  const length = name.end - name.content
  if (name.tag === IP_ADDRESS)
    return length === 4 || length === 16 ? undefined : `has an IP address of ${length} octets`
  const kind = KINDS.get(name.tag)
  if (kind === undefined) return undefined
  const text = textOf(bytes, name)
  if (!isAscii(text)) return `has the ${kind} "${printable(text, 80)}", which is not ASCII`
  return kind === 'URI' && !isUri(text) ? `has "${printable(text, 80)}" as a URI` : undefined
}
