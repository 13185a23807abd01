import { addDays } from '../calendar.ts'
import { treeOf } from '../chains.ts'
import { subjectOf } from '../inspect/describe.ts'
import type { Certificate, Finding } from '../model.ts'
import { printable } from '../printable.ts'
import { factsOf } from './certificate-facts.ts'
import { type Fact, factsText } from './facts.ts'
import type { Inspection } from './inspection.ts'
import { type Style, WORDS } from './style.ts'
import { type Look, paintOf, tree } from './tree.ts'

/** Days before the end from which on a card is painted. */
const SOON = 90

/** Each certificate with all its facts, below the tree of their chains where there are several. */
export function cards(inspection: Inspection, look: Look): string {
  const { entries, issuers } = inspection
  const shown = treeOf(entries, issuers).filter(({ isAgain }) => !isAgain)
  const parts = shown.map(({ entry }) => {
    const { style } = look
    const facts = factsOf(entry, inspection).map(fact => painted(fact, entry.certificate, inspection, style))
    const said = (inspection.verdicts.get(entry.certificate.id) ?? []).map(finding =>
      verdict(finding, entry.certificate),
    )
    return `${style.bold(subjectOf(entry.certificate))}\n${text([...facts, ...said], look)}`
  })
  return [...(entries.length > 1 ? [tree(inspection, look)] : []), ...parts].join('\n')
}

/** Severities stand where labels do, and are painted as everywhere. */
function text(facts: readonly Fact[], { style, columns }: Look): string {
  const severities = new Map(SEVERITIES.map(severity => [WORDS[severity], style.severity(severity)]))
  const label = (word: string) => [...severities].find(([known]) => known === word)?.[1] ?? style.dim(word)
  return factsText(facts, { columns, label })
}

const SEVERITIES = ['error', 'warning', 'info'] as const

function painted(fact: Fact, certificate: Certificate, { now }: Inspection, style: Style): Fact {
  if (fact.label === 'valid') return { ...fact, paint: paintOf(certificate, now, addDays(now, SOON), style) }
  if (fact.label === 'signature' && String(fact.text).includes('DOES NOT')) return { ...fact, paint: style.removed }
  return fact
}

/** What a rule says, without the subject that stands above already. */
function verdict({ severity, message, rule }: Finding, certificate: Certificate): Fact {
  const subject = `${subjectOf(certificate)}: `
  const told = message.startsWith(subject) ? message.slice(subject.length) : message
  return { label: WORDS[severity], text: `${printable(told, 1000)} [${rule}]` }
}
