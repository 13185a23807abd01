import type { Finding } from '../model.ts'
import { printable } from '../printable.ts'
import type { Problem } from '../run-error.ts'
import { type Fact, factsText } from './facts.ts'
import type { Style } from './style.ts'
import { placeText } from './talk.ts'
import type { Look } from './tree.ts'
import { cutShort, problemText, type Verification, type Verified } from './verification.ts'
import { acceptedFacts, contactFacts, refusedFacts } from './verify-facts.ts'

/** A card for each registry and each of what is trusted. @param findings to tell what is urgent */
export function verifyText({ verified, now }: Verification, findings: readonly Finding[], look: Look): string {
  const cards = verified.map(one => {
    const isUrgent = findings.some(
      ({ rule, registry }) => rule === 'registry-expires-soon' && registry === one.registry.text,
    )
    return card(one, now, isUrgent, look)
  })
  const skipped = findings.filter(({ rule }) => rule === 'skipped-entry')
  return [
    ...(skipped.length > 0 ? [skippedText(skipped, look)] : []),
    ...cards,
    ...(verified.length > 1 ? [`${countText(verified, look.style)}\n`] : []),
  ].join('\n')
}

/** Beyond these entries are counted. */
const MOST_SKIPPED = 10

function skippedText(findings: readonly Finding[], { style, columns }: Look): string {
  const lines = findings.slice(0, MOST_SKIPPED).map(({ path = '', line, severity, message }) => {
    const place = style.bold(line === undefined ? placeText(path) : `${placeText(path)}:${line}`)
    return `${place}: ${style.severity(severity)}: ${printable(message, 1000)}\n`
  })
  const more = findings.length - lines.length
  const fix = factsText([{ label: 'fix', text: findings[0]?.fix ?? '' }], { columns, label: style.dim })
  return `${lines.join('')}${more > 0 ? `and ${more} more\n` : ''}${fix}`
}

function card(one: Verified, now: string, isUrgent: boolean, { style, columns }: Look): string {
  const name = style.bold(placeText(one.registry.text))
  const text = (facts: readonly Fact[]) => factsText(facts, { columns, label: style.dim })
  const problem = ({ fix, ...rest }: Problem): string =>
    `${name}: ${style.severity('error')}: ${printable(problemText(rest, one.registry.text), 1000)}\n${text(fix === undefined ? [] : [{ label: 'fix', text: printable(fix, 1000) }])}`
  if ('problems' in one) return one.problems.map(problem).join('')
  const cut = cutShort(one)
  const verdicts = one.verdicts.map(({ trusted, verdict }) => {
    const word = verdict.accepted ? style.added('accepted') : style.removed('refused')
    const facts = verdict.accepted
      ? acceptedFacts(verdict, now, isUrgent ? style.soon : same)
      : refusedFacts(verdict, one)
    return `${name}: ${word} by nodes that trust ${placeText(trusted.called)}\n${text([...facts, ...contactFacts(one)])}`
  })
  return [...verdicts, cut === undefined ? '' : problem(cut)].join('')
}

const same = (text: string): string => text

function countText(verified: readonly Verified[], style: Style): string {
  const verdicts = verified.flatMap(one => one.verdicts.map(({ verdict }) => verdict.accepted))
  const counts = [
    [verdicts.filter(accepted => accepted).length, 'accepted', style.added],
    [verdicts.filter(accepted => !accepted).length, 'refused', style.removed],
    [verified.filter(one => 'problems' in one).length, 'not reached', style.removed],
  ] as const
  const told = counts.flatMap(([count, word, paint]) => (count === 0 ? [] : [paint(`${count} ${word}`)]))
  return `${verified.length} registries: ${told.join(', ')}`
}
