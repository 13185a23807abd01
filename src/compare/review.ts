import { startSignatureChecks } from '../inspect/signature.ts'
import { findingsOf, judgeCertificate } from '../judge.ts'
import type { Law } from '../law.ts'
import type { Change, Fault, Finding } from '../model.ts'
import type { Comparison } from './pairs.ts'

/** A comparison with what the rules say of the certificates that are new in it. */
export interface Review extends Comparison {
  /** By {@link Certificate.id}. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>
}

/** Changes that bring a certificate which was not there before. */
const NEW: ReadonlySet<Change['kind']> = new Set(['added', 'renewed', 'replaced'])

const RENAMED: Fault = {
  rule: 'renamed-entry',
  message: 'only the name changes, which costs a needless rolling update',
}

/** Judges what is new, as new: an expired certificate that comes is worse than one that stays. */
export async function review(comparison: Comparison, law: Law): Promise<Review> {
  const all = comparison.after.listed.flatMap(({ certificate }) => (certificate === undefined ? [] : [certificate]))
  const signatures = startSignatureChecks(all)
  const output = comparison.path ?? 'the output'
  const findings = new Map<string, readonly Finding[]>()
  for (const { kind, certificate } of comparison.changes) {
    if (kind === 'renamed') findings.set(certificate.id, findingsOf(law, RENAMED, { path: output }))
    if (!NEW.has(kind)) continue
    const signature = await signatures.get(certificate.id)
    const place = { path: output, line: 1, index: 0 }
    const given = { now: law.now, signature, isCommitted: false, output }
    findings.set(certificate.id, judgeCertificate(law, certificate, place, given))
  }
  return { ...comparison, findings }
}
