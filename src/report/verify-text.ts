import type { Finding, RuleName } from '../model.ts'
import { printable } from '../printable.ts'
import type { Problem } from '../run-error.ts'
import { type Fact, factsText } from './facts.ts'
import type { Style } from './style.ts'
import { placeText } from './talk.ts'
import type { Look } from './tree.ts'
import { failureBehindChain, problemText, type Verification, type Verified } from './verification.ts'
import { acceptedFacts, contactFacts, refusedFacts } from './verify-facts.ts'

/** A card for each registry and each of what is trusted. @param findings to tell what is urgent */
export function verifyText({ verified, now }: Verification, findings: readonly Finding[], look: Look): string {
  const cards = verified.map(one => card(one, now, findings, look))
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

function card(one: Verified, now: string, findings: readonly Finding[], { style, columns }: Look): string {
  const name = style.bold(placeText(one.registry.text))
  const own = findings.filter(({ registry }) => registry === one.registry.text)
  const has = (rule: RuleName, path?: string) =>
    own.find(found => found.rule === rule && (path === undefined || found.path === path))
  const text = (facts: readonly Fact[]) => factsText(facts, { columns, label: style.dim })
  // The configuration may have turned the rule down, or off.
  const weight = style.severity(has('registry-unreached')?.severity ?? 'info')
  const fixOf = ({ fix }: Problem): Fact[] => (fix === undefined ? [] : [{ label: 'fix', text: printable(fix, 1000) }])
  const sentence = (problem: Problem) => printable(problemText(problem, one.registry.text), 1000)
  if ('problems' in one)
    return one.problems.map(problem => `${name}: ${weight}: ${sentence(problem)}\n${text(fixOf(problem))}`).join('')
  const failure = failureBehindChain(one)
  return one.verdicts
    .map(({ trusted, verdict }) => {
      const nodes = `nodes that trust ${placeText(trusted.called)}`
      if (!verdict.accepted)
        return `${name}: ${style.removed('refused')} by ${nodes}\n${text([...refusedFacts(verdict, one), ...contactFacts(one)])}`
      const soon = has('registry-expires-soon', trusted.path)
      const paint = soon === undefined ? same : style.soon
      const urgency = { chain: has('registry-chain', trusted.path)?.severity, soon, paint }
      const facts = [...acceptedFacts(verdict, now, urgency), ...contactFacts(one)]
      return failure === undefined
        ? `${name}: ${style.added('accepted')} by ${nodes}\n${text(facts)}`
        : `${name}: ${weight} for ${nodes}: ${sentence(failure)}\n${text([...fixOf(failure), ...facts])}`
    })
    .join('')
}

const same = (text: string): string => text

function countText(verified: readonly Verified[], style: Style): string {
  const judged = verified.filter(one => !('problems' in one) && failureBehindChain(one) === undefined)
  const accepted = judged.filter(one => one.verdicts.every(({ verdict }) => verdict.accepted))
  const counts = [
    [accepted.length, 'accepted', style.added],
    [judged.length - accepted.length, 'refused', style.removed],
    [verified.length - judged.length, 'not reached', style.removed],
  ] as const
  const told = counts.flatMap(([count, word, paint]) => (count === 0 ? [] : [paint(`${count} ${word}`)]))
  return `${verified.length} registries: ${told.join(', ')}`
}
