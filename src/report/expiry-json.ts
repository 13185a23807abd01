import { type Expiry, isInside } from './expiry.ts'
import { SCHEMA_VERSION } from './json.ts'
import { jsonText } from './json-text.ts'
import { countsOf } from './report.ts'

/** One JSON object, as `tks-trust/schemas/expiry.json` describes it. */
export function expiryJson({ version, now, period, endings, faults }: Expiry): string {
  const inside = endings.filter(isInside).length
  const expired = endings.filter(({ phase }) => phase === 'expired').length
  return jsonText({
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'tks-trust', version },
    command: 'expiry',
    now,
    within: period,
    summary: { certificates: endings.length, inside, expired, ...countsOf(faults) },
    certificates: endings.map(ending => {
      const { name, certificate, origins } = ending.entry
      return {
        name,
        subject: certificate.subject.text,
        issuer: certificate.issuer.text,
        sha256: certificate.id,
        notBefore: certificate.notBefore,
        notAfter: certificate.notAfter,
        daysLeft: ending.days,
        state: ending.phase,
        inside: isInside(ending),
        outputs: ending.outputs,
        origins: origins.map(({ path, line }) => ({ path, line })),
      }
    }),
    findings: faults,
  })
}
