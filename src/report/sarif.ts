import { printable } from '../printable.ts'
import { descriptorOf } from './descriptor.ts'
import { type Known, known } from './fingerprint.ts'
import { jsonText } from './json-text.ts'
import { type Issue, issuesOf, type Report, waiverText } from './report.ts'

/** GitHub refuses a file with more results, and shows the 5,000 that weigh most. */
const MOST_RESULTS = 25_000

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const

/**
 * SARIF 2.1.0 as GitHub code scanning wants it (docs.github.com, "SARIF support for code scanning"): a run even where
 * nothing was found, so that old alerts are closed, and fingerprints of our own, because GitHub would make them from
 * lines, which a certificate in DER does not have.
 */
export function sarif(report: Report): string {
  const issues = issuesOf(report).slice(0, MOST_RESULTS)
  const rules = [...new Set(issues.map(({ rule }) => rule))].sort()
  const driver = { name: 'tks-trust', semanticVersion: report.version, rules: rules.map(descriptor) }
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        automationDetails: { id: category(report) },
        results: known(issues).map(one => result(one, rules)),
      },
    ],
  })
}

/** What comes before the last slash is GitHub's category: one for each folder with a configuration. */
const category = ({ config }: Report): string => `tks-trust/${uriOf(config.slice(0, config.lastIndexOf('/') + 1))}`

function descriptor(rule: Issue['rule']) {
  const { severity, summary, why, fix, source } = descriptorOf(rule)
  return {
    id: rule,
    shortDescription: { text: summary },
    fullDescription: { text: why.slice(0, 1024) },
    help: { text: `${fix}\n\nSource: ${source}`, markdown: `${why}\n\n**Fix:** ${fix}\n\n**Source:** ${source}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['certificates'], precision: 'very-high' },
  }
}

function result({ issue, hash, occurrence }: Known, rules: readonly string[]) {
  const { rule, severity, message, fix, path, line, waiver } = issue
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: LEVELS[severity],
    message: { text: `${plain(message)}\nFix: ${plain(fix)}` },
    locations: [
      { physicalLocation: { artifactLocation: { uri: uriOf(path) }, region: { startLine: Math.max(1, line ?? 1) } } },
    ],
    partialFingerprints: { primaryLocationLineHash: `${hash.slice(0, 16)}:${occurrence}` },
    // Kept in the configuration, not at the place of the finding, hence external.
    suppressions:
      waiver === undefined
        ? undefined
        : [{ kind: 'external', status: 'accepted', justification: plain(waiverText(waiver)) }],
  }
}

/** A text without links: `[name](target)` would be one (SARIF 2.1.0 section 3.11.6). */
const plain = (text: string): string => printable(text, 1000).replaceAll('](', '] (')

/** A relative reference (RFC 3986): what is no letter, digit or `-_.!~*'()` in a step is percent-encoded. */
const uriOf = (path: string): string => path.toWellFormed().split('/').map(encodeURIComponent).join('/')
