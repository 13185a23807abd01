import { subjectOf } from '../inspect/describe.ts'
import type { Finding, Severity } from '../model.ts'
import { plural } from '../plural.ts'
import { printable } from '../printable.ts'
import type { Accepted, Refused } from '../verify/verdict.ts'
import type { Fact } from './facts.ts'
import { WORDS } from './style.ts'
import { placeText } from './talk.ts'
import { type Contact, endText, type Shown, type Verified } from './verification.ts'

/** How urgent the rules call what is said of a registry; undefined where they say nothing. */
interface Urgency {
  readonly chain: Severity | undefined
  readonly soon: Finding | undefined
  /** For the day on which it is accepted no longer. */
  readonly paint: (text: string) => string
}

/** What a person wants to know of a registry that is accepted. */
export function acceptedFacts(
  { anchor, path, endsFirst, remarks }: Accepted,
  now: string,
  { chain, soon, paint }: Urgency,
): Fact[] {
  return [
    { label: 'vouched by', text: anchorText(anchor) },
    { label: 'path', text: path.map((one, index) => (index === 0 ? subjectOf(one) : `issued by ${subjectOf(one)}`)) },
    { label: 'until', text: `${endText(endsFirst, now)}, when ${subjectOf(endsFirst)} ends`, paint },
    ...(soon === undefined
      ? []
      : [
          { label: WORDS[soon.severity], text: `that is soon (${soon.rule})` },
          { label: 'fix', text: soon.fix },
        ]),
    ...remarks.flatMap(({ message, fix, isNote }): Fact[] => [
      { label: isNote || chain === undefined ? WORDS.info : WORDS[chain], text: `the server ${message}` },
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
    ? whatAnswers(status)
    : `status ${status}: clients are sent on to ${printable(sentOnTo)}: verify that, too`

function whatAnswers(status: number): string {
  if (status === 200) return 'a web page (200), not a registry'
  if (status === 403) return 'status 403: whoever answers refuses this client, which is no matter of trust'
  return status >= 500
    ? `status ${status}: the registry, or what stands in front of it, is out of order`
    : `status ${status}, not a registry`
}

const loginText = (tokensFrom: string | undefined): string => {
  const login = 'a registry that wants a login (401), which is no matter of trust'
  return tokensFrom === undefined ? login : `${login}; tokens come from ${printable(tokensFrom)}: verify that, too`
}
