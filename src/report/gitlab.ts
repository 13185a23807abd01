import { printable } from '../printable.ts'
import { known } from './fingerprint.ts'
import { jsonText } from './json-text.ts'
import { issuesOf, type Report, waiverText } from './report.ts'

const SEVERITIES = { error: 'critical', warning: 'minor', info: 'info' } as const

/**
 * GitLab's Code Quality report (docs.gitlab.com, ci/testing/code_quality): an array of what was found. It knows no
 * waivers, so a waived finding is an `info` that says so; findings with one fingerprint would be shown once.
 */
export const gitlab = (report: Report): string =>
  jsonText(
    known(issuesOf(report)).map(({ issue: { rule, severity, message, fix, path, line, waiver }, hash, occurrence }) => {
      const told = waiver === undefined ? `${message} (fix: ${fix})` : `${message} (waived ${waiverText(waiver)})`
      return {
        description: printable(told, 1000),
        check_name: rule,
        fingerprint: occurrence === 1 ? hash : `${hash}-${occurrence}`,
        severity: waiver === undefined ? SEVERITIES[severity] : 'info',
        location: { path, lines: { begin: Math.max(1, line ?? 1) } },
      }
    }),
  )
