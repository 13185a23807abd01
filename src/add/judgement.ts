import type { OutputConfig } from '../config/define.ts'
import { startSignatureChecks } from '../inspect/signature.ts'
import { selector } from '../io/select.ts'
import { findingsOf, inOrder, judgeCertificate, judgeSet } from '../judge.ts'
import type { Law } from '../law.ts'
import type { Finding, Sighting } from '../model.ts'
import { arrange } from '../trust-set.ts'
import type { Addition } from './plan.ts'

/** An output, as far as a judgement needs it. */
export interface Destination extends Pick<OutputConfig, 'path' | 'include' | 'exclude'> {
  /** Ids of the certificates that it lists as it is committed. */
  readonly committed: ReadonlySet<string>
}

/**
 * What the rules say of certificates that are about to be added: of each alone, and of what comes of each output's set
 * through them. What was wrong in the folder before is not told again. Places are those of the source: the file is not
 * there yet.
 */
export async function judgeAdditions(
  law: Law,
  additions: readonly Addition[],
  sightings: readonly Sighting[],
  destinations: readonly Destination[],
): Promise<Finding[]> {
  const certificates = [...sightings, ...additions].map(({ certificate }) => certificate)
  const signatures = startSignatureChecks(certificates)
  const findings: Finding[] = []
  const outputs = destinations.map(destination => ({ ...destination, selects: selector(destination) }))
  for (const { path: output, committed, selects } of outputs) {
    const coming = additions.filter(({ path }) => selects(path))
    const there = sightings.filter(({ origin }) => selects(origin.path))
    const before = new Set(judgeSet(law, arrange(there), output).map(keyOf))
    const after = judgeSet(law, arrange([...there, ...coming.flatMap(sightingsOf)]), output)
    findings.push(...after.filter(finding => !before.has(keyOf(finding))))
    for (const { certificate, offers } of coming) {
      const [offer] = offers
      if (offer === undefined) continue
      const signature = await signatures.get(certificate.id)
      const given = { now: law.now, signature, isCommitted: committed.has(certificate.id), output }
      findings.push(...judgeCertificate(law, certificate, offer.origin, given))
    }
  }
  const unused = additions.filter(({ path }) => !outputs.some(({ selects }) => selects(path)))
  // It is meant for one of them: whoever widens a pattern must not find out then what it is.
  const [some] = destinations
  for (const { path, certificate, offers } of unused) {
    findings.push(...findingsOf(law, { rule: 'unused-source', message: 'no output includes this file' }, { path }))
    const [offer] = offers
    if (offer === undefined || some === undefined) continue
    const given = {
      now: law.now,
      signature: await signatures.get(certificate.id),
      isCommitted: false,
      output: some.path,
    }
    findings.push(...judgeCertificate(law, certificate, offer.origin, given))
  }
  return inOrder(findings)
}

/** One place is enough: that a source has a certificate several times is no fault of the folder. */
const sightingsOf = ({ certificate, offers, name }: Addition): Sighting[] =>
  offers.slice(0, 1).map(({ origin }) => ({ certificate, origin, name }))

const keyOf = ({ rule, message, path = '', certificate = '' }: Finding): string =>
  [rule, message, path, certificate].join('\0')
