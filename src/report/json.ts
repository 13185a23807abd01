import type { Finding } from '../model.ts'
import { jsonText } from './json-text.ts'
import { countsOf, fromRepository, type Report } from './report.ts'

/** The number goes up when something a reader may rely on goes away; new keys may come at any time. */
export const SCHEMA_VERSION = 1

/** All of a report as one JSON object, as `tks-trust/schemas/report.json` describes it; texts are as they are. */
export const json = (report: Report): string => {
  const { version, command, now, config, findings, outputs } = report
  return jsonText({
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'tks-trust', version },
    command,
    now,
    configuration: config,
    summary: countsOf(findings),
    findings: findings.map(finding => told(finding, report)),
    outputs: outputs.map(output => ({ ...output, path: fromRepository(config, output.path) })),
  })
}

function told({ path, line, certificate, subject, waiver, ...rest }: Finding, { config }: Report) {
  const { rule, severity, message, fix } = rest
  return {
    rule,
    severity,
    message,
    fix,
    path: path === undefined ? undefined : fromRepository(config, path),
    line,
    certificate,
    subject,
    waiver,
  }
}
