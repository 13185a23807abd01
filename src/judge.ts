import { subjectOf } from './inspect/describe.ts'
import type { Law } from './law.ts'
import type { Certificate, Entry, Fault, Finding, Origin, Severity } from './model.ts'
import { byCodeUnit } from './order.ts'
import { ruleNamed } from './rules/index.ts'
import type { Circumstances, Hit, OutputFacts, Rule } from './rules/rule.ts'
import { shellWord } from './shell-word.ts'

/** The finding that a fault is, at its place, unless its rule is off. `named` is who a refused certificate says it is. */
export function findingsOf(
  law: Law,
  fault: Fault,
  place: { readonly path: string; readonly line?: number },
  named?: string,
): Finding[] {
  const message = named === undefined ? fault.message : `${fault.message} (it calls itself ${named})`
  const { path, line } = place
  return make(law, ruleNamed(fault.rule), { ...fault, message }, line === undefined ? { path } : { path, line })
}

/** What the rules say of one certificate, at the place where it was found. */
export function judgeCertificate(
  law: Law,
  certificate: Certificate,
  { path, line }: Origin,
  circumstances: Circumstances,
): Finding[] {
  const findings: Finding[] = []
  for (const { rule, options } of law.certificateRules) {
    const said = rule.check(certificate, circumstances, options)
    if (said === undefined) continue
    findings.push(...make(law, rule, typeof said === 'string' ? { message: said } : said, { path, line }, certificate))
  }
  return findings
}

/** What the rules say of the trust set of the output at `path`. */
export const judgeSet = (law: Law, entries: readonly Entry[], path: string): Finding[] =>
  law.setRules.flatMap(({ rule, options }) => rule.check(entries, options).flatMap(hit => atHit(law, rule, hit, path)))

/** What the rules say of the output at `path`, which is ready to be written. */
export const judgeOutput = (law: Law, output: OutputFacts, path: string): Finding[] =>
  law.outputRules.flatMap(({ rule, options }) =>
    rule.check(output, options).flatMap(hit => atHit(law, rule, hit, path)),
  )

function atHit(law: Law, rule: Rule, hit: Hit, output: string): Finding[] {
  const origin = hit.origin ?? hit.entry?.origins[0]
  if (hit.entry === undefined || origin === undefined) return make(law, rule, hit, { path: hit.path ?? output })
  return make(law, rule, hit, { path: origin.path, line: origin.line }, hit.entry.certificate)
}

function make(
  law: Law,
  { name, on, fix: advice }: Rule,
  { message, severity: own, fix = advice }: Pick<Hit, 'message' | 'severity' | 'fix'>,
  place: { readonly path: string; readonly line?: number },
  certificate?: Certificate,
): Finding[] {
  const most = law.severityOf(name)
  if (most === 'off') return []
  const subject = certificate === undefined ? undefined : subjectOf(certificate)
  const waiver = certificate === undefined ? undefined : law.waiverFor(name, certificate.id)
  return [
    {
      rule: name,
      severity: own === undefined ? most : lesser(own, most),
      message: subject === undefined ? message : `${subject}: ${message}`,
      // What is about a registry quotes names, and stands at a file that has done nothing.
      fix: on !== 'registry' && fix.includes('FILE') ? fix.replaceAll('FILE', shellWord(place.path)) : fix,
      ...place,
      ...(certificate !== undefined && { certificate: certificate.id }),
      ...(subject !== undefined && { subject }),
      ...(waiver !== undefined && { waiver }),
    },
  ]
}

const WEIGHT = { info: 0, warning: 1, error: 2 } as const

const lesser = (a: Severity, b: Severity): Severity => (WEIGHT[a] < WEIGHT[b] ? a : b)

/** A total order: by file, line, rule and text; each finding once, though several outputs may have led to it. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const key = ({ path = '', line = 0, rule, message, certificate = '' }: Finding) =>
    `${path}\0${String(line).padStart(8, '0')}\0${rule}\0${message}\0${certificate}`
  const distinct = new Map(findings.map(finding => [key(finding), finding]))
  return [...distinct].sort(([a], [b]) => byCodeUnit(a, b)).map(([, finding]) => finding)
}
