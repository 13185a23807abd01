import { subjectOf } from '../inspect/describe.ts'
import type { Certificate, Finding } from '../model.ts'
import type { Verdict } from '../verify/verdict.ts'
import { SCHEMA_VERSION } from './json.ts'
import { jsonText } from './json-text.ts'
import { countsOf, fromRepository } from './report.ts'
import type { Verification, Verified } from './verification.ts'

/** All of a verification as one JSON object, as `tks-trust/schemas/verify.json` describes it; texts are as they are. */
export const verifyJson = (
  { version, now, verified }: Verification,
  findings: readonly Finding[],
  config: string,
): string =>
  jsonText({
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'tks-trust', version },
    command: 'verify',
    now,
    configuration: config,
    summary: countsOf(findings),
    findings: findings.map(({ path = config, ...rest }) => ({ ...rest, path: fromRepository(config, path) })),
    registries: verified.map(one => told(one, config)),
  })

function told(one: Verified, config: string) {
  const { registry, verdicts, certificates } = one
  const { text, host, port } = registry
  if ('problems' in one) return { registry: text, host, port, problems: one.problems, sent: [], verdicts: [] }
  const { shown, from } = one
  return {
    registry: text,
    host,
    port,
    from,
    protocol: shown?.protocol,
    answer: shown?.registry,
    sent: certificates.map(named),
    verdicts: verdicts.map(({ trusted, verdict }) => ({
      trusted: trusted.called,
      path: fromRepository(config, trusted.path),
      ...toldVerdict(verdict, config),
    })),
  }
}

function toldVerdict(verdict: Verdict, config: string) {
  if (!verdict.accepted) return verdict
  const { anchor, path, endsFirst, remarks } = verdict
  return {
    accepted: true,
    anchor: {
      name: anchor.name,
      certificate: anchor.certificate.id,
      path: fromRepository(config, anchor.origin.path),
      line: anchor.origin.line,
    },
    chain: path.map(named),
    until: endsFirst.notAfter,
    endsFirst: endsFirst.id,
    remarks: remarks.map(({ message, fix, isNote }) => ({ severity: isNote ? 'info' : 'warning', message, fix })),
  }
}

const named = (certificate: Certificate) => ({
  certificate: certificate.id,
  subject: subjectOf(certificate),
  issuer: certificate.issuer.text,
  notAfter: certificate.notAfter,
})
