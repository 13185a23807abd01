import { subjectOf } from '../inspect/describe.ts'
import { plural } from '../plural.ts'
import { printable } from '../printable.ts'
import type { Accepted, Refused } from '../verify/verdict.ts'
import type { Fact } from './facts.ts'
import { placeText } from './talk.ts'
import { type Contact, endText, type Shown, type Verified } from './verification.ts'

/** What a person wants to know of a registry that is accepted. @param paint for the day on which that ends */
export function acceptedFacts(
  { anchor, path, endsFirst, remarks }: Accepted,
  now: string,
  paint: (text: string) => string,
): Fact[] {
  return [
    { label: 'vouched by', text: anchorText(anchor) },
    { label: 'path', text: path.map((one, index) => (index === 0 ? subjectOf(one) : `issued by ${subjectOf(one)}`)) },
    { label: 'until', text: `${endText(endsFirst, now)}, when ${subjectOf(endsFirst)} ends`, paint },
    ...remarks.flatMap(({ message, fix, isNote }): Fact[] => [
      { label: isNote ? 'note' : 'warning', text: `the server ${message}` },
      ...(isNote ? [] : [{ label: 'fix', text: fix }]),
    ]),
  ]
}

/** The name of an entry, who it is, and where it stands; public roots have no line. */
function anchorText({ name, certificate, origin: { path, line } }: Accepted['anchor']): string {
  const subject = subjectOf(certificate)
  const place = line === 0 ? placeText(path) : `${placeText(path)}:${line}`
  return `${name === subject || name === '' ? subject : `${printable(name)}, ${subject}`} (${place})`
}

/** Beyond these certificates are counted. */
const MOST_SENT = 10

/** What a person wants to know of a registry that is refused. */
export function refusedFacts({ says, why, fix }: Refused, { certificates }: Verified): Fact[] {
  const more = certificates.length - MOST_SENT
  const sent = certificates.slice(0, MOST_SENT).map(one => `${subjectOf(one)}, issued by ${printable(one.issuer.text)}`)
  return [
    { label: 'says', text: printable(says, 1000) },
    { label: 'why', text: printable(why, 1000) },
    { label: 'fix', text: printable(fix, 1000) },
    ...(sent.length === 0 ? [] : [{ label: 'sends', text: more > 0 ? [...sent, `and ${more} more`] : sent }]),
  ]
}

/** How much of all that was asked for, and what else the server answered. */
export function contactFacts(contact: Contact): Fact[] {
  if ('problems' in contact) return []
  const { chain, shown, from } = contact
  const count = plural(chain.length, 'certificate')
  if (from !== undefined)
    return [{ label: 'captured', text: `${count} in ${placeText(from)}; the server was not asked` }]
  return [
    { label: 'asked', text: `${shown?.protocol ?? 'TLS'}, ${count}` },
    { label: '/v2/', text: answerText(shown) },
  ]
}

/** What the protocol of registries came to (OCI Distribution Specification, end-1). */
function answerText(shown: Shown | undefined): string {
  switch (shown?.registry.kind) {
    case 'open':
      return 'a registry, open to all'
    case 'login':
      return loginText(shown.registry.tokensFrom)
    case 'other':
      return otherText(shown.registry)
    case 'silent':
      return printable(shown.registry.why)
    default:
      return 'not asked'
  }
}

const otherText = ({ status, sentOnTo }: { readonly status: number; readonly sentOnTo?: string }): string =>
  sentOnTo === undefined
    ? `${status === 200 ? 'a web page (200)' : `status ${status}`}, not a registry`
    : `status ${status}: clients are sent on to ${printable(sentOnTo)}: verify that, too`

const loginText = (tokensFrom: string | undefined): string => {
  const login = 'a registry that wants a login (401), which is no matter of trust'
  return tokensFrom === undefined ? login : `${login}; tokens come from ${printable(tokensFrom)}: verify that, too`
}
