import { subjectOf } from '../inspect/describe.ts'
import type { Finding } from '../model.ts'
import { printable } from '../printable.ts'
import type { Accepted, Refused, Verdict } from '../verify/verdict.ts'
import { type Fact, factsText } from './facts.ts'
import { plural } from './report.ts'
import type { Style } from './style.ts'
import { placeText } from './talk.ts'
import type { Look } from './tree.ts'
import { endText, type Shown, type Verification, type Verified } from './verification.ts'

/** A card for each registry and each of what is trusted. @param findings to tell what is urgent */
export function verifyText({ verified, now }: Verification, findings: readonly Finding[], look: Look): string {
  const cards = verified.map(one => card(one, now, findings, look))
  return [...cards, ...(verified.length > 1 ? [`${countText(verified, look.style)}\n`] : [])].join('\n')
}

function card(one: Verified, now: string, findings: readonly Finding[], look: Look): string {
  const { style, columns } = look
  const head = (word: string) => `${style.bold(placeText(one.registry.text))}: ${word}\n`
  const options = { columns, label: style.dim }
  if ('problems' in one)
    return one.problems
      .map(({ message, fix }) =>
        [
          head(`${style.severity('error')}: ${printable(message, 1000)}`),
          factsText(fix === undefined ? [] : [{ label: 'fix', text: printable(fix, 1000) }], options),
        ].join(''),
      )
      .join('')
  return one.verdicts
    .map(({ trusted, verdict }) => {
      const word = verdict.accepted ? style.added('accepted') : style.removed('refused')
      const facts = verdict.accepted ? acceptedFacts(verdict, now, findings, look) : refusedFacts(verdict)
      return (
        head(`${word} by nodes that trust ${placeText(trusted.called)}`) +
        factsText([...facts, ...shownFacts(one, verdict)], options)
      )
    })
    .join('')
}

function acceptedFacts(
  { anchor, path, endsFirst, remarks }: Accepted,
  now: string,
  findings: readonly Finding[],
  { style }: Look,
): Fact[] {
  const { name, certificate, origin } = anchor
  const subject = subjectOf(certificate)
  const isUrgent = findings.some(
    ({ rule, message }) => rule === 'registry-expires-soon' && message.includes(subjectOf(endsFirst)),
  )
  const until = { label: 'until', text: `${endText(endsFirst, now)}, when ${subjectOf(endsFirst)} ends` }
  return [
    {
      label: 'vouched by',
      text: `${printable(name)}${name === subject ? '' : `, ${subject}`} (${placeText(origin.path)}${origin.path === 'public roots' ? '' : `:${origin.line}`})`,
    },
    { label: 'path', text: path.map((one, index) => (index === 0 ? subjectOf(one) : `issued by ${subjectOf(one)}`)) },
    isUrgent ? { ...until, paint: style.soon } : until,
    ...remarks.flatMap(({ message, fix, isNote }): Fact[] => [
      { label: isNote ? 'note' : 'warning', text: `the server ${message}` },
      ...(isNote ? [] : [{ label: 'fix', text: fix }]),
    ]),
  ]
}

const refusedFacts = ({ says, why, fix }: Refused): Fact[] => [
  { label: 'says', text: printable(says, 1000) },
  { label: 'why', text: printable(why, 1000) },
  { label: 'fix', text: printable(fix, 1000) },
]

/** Beyond these certificates are counted. */
const MOST_SHOWN = 10

function shownFacts(one: Verified, { accepted }: Verdict): Fact[] {
  if ('problems' in one) return []
  const { certificates, chain, shown, from } = one
  const more = certificates.length - MOST_SHOWN
  const sent = certificates
    .slice(0, MOST_SHOWN)
    .map(
      certificate =>
        `${subjectOf(certificate)}, issued by ${certificate.selfIssued ? 'itself' : printable(certificate.issuer.text)}`,
    )
  return [
    ...(accepted ? [] : [{ label: 'sends', text: [...sent, ...(more > 0 ? [`and ${more} more`] : [])] }]),
    {
      label: 'asked',
      text:
        from === undefined
          ? `${shown?.protocol}, ${plural(chain.length, 'certificate')}; /v2/: ${answerText(shown)}`
          : `not at all: ${plural(chain.length, 'certificate')} of ${placeText(from)}`,
    },
  ]
}

/** What the protocol of registries came to (OCI Distribution Specification, end-1). */
function answerText(shown: Shown | undefined): string {
  switch (shown?.registry.kind) {
    case 'open':
      return 'a registry, open to all'
    case 'login':
      return 'a registry that wants a login (401), which is no matter of trust'
    case 'other':
      return `status ${shown.registry.status}, which is no answer of a registry`
    case 'silent':
      return `no answer, ${printable(shown.registry.why)}`
    default:
      return 'not asked'
  }
}

function countText(verified: readonly Verified[], style: Style): string {
  const verdicts = verified.flatMap(({ verdicts }) => verdicts.map(({ verdict }) => verdict.accepted))
  const counts = [
    [verdicts.filter(accepted => accepted).length, 'accepted', style.added],
    [verdicts.filter(accepted => !accepted).length, 'refused', style.removed],
    [verified.filter(one => 'problems' in one).length, 'not reached', style.removed],
  ] as const
  const told = counts.flatMap(([count, word, paint]) => (count === 0 ? [] : [paint(`${count} ${word}`)]))
  return `${plural(verified.length, 'registry').replace('registrys', 'registries')}: ${told.join(', ')}`
}
