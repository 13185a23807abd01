import { plural } from '../plural.ts'
import { printable } from '../printable.ts'
import { fromRepository, type Issue, issuesOf, OUT_OF_DATE, placeOf, type Report, waiverText } from './report.ts'
import { WORDS } from './style.ts'

/** One line of a report of tests. `inside` is what the element holds, in XML. */
interface Case {
  readonly name: string
  readonly kind: 'passed' | 'failed' | 'skipped'
  readonly inside: string
}

/**
 * JUnit XML: a suite for the outputs, for the registries that are accepted, and one for each rule that was broken. Only what fails the run fails here: warnings
 * and notes pass and say so, waived findings are skipped. The class name is what GitLab shows as the suite, and Jenkins as
 * package and class; both know a test by class and name, so names have no lines in them and are told apart.
 */
export function junit(report: Report): string {
  const issues = issuesOf(report)
  const rules = [...new Set(issues.map(({ rule }) => rule))].filter(rule => rule !== OUT_OF_DATE).sort()
  const suites = [
    suite('outputs', outputCases(report, issues), report),
    suite('registries', acceptedCases(report), report),
    ...rules.map(rule => suite(rule, issues.filter(issue => issue.rule === rule).map(issueCase), report)),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tks-trust">\n${suites.join('')}</testsuites>\n`
}

function suite(name: string, cases: readonly Case[], { now }: Report): string {
  if (cases.length === 0) return ''
  const count = (wanted: Case['kind']) => String(cases.filter(({ kind }) => kind === wanted).length)
  const counts = { tests: String(cases.length), failures: count('failed'), errors: '0', skipped: count('skipped') }
  const head = attributes({ name, ...counts, time: '0', timestamp: now.replace('Z', '') })
  const used = new Map<string, number>()
  const lines = cases.map(({ name: told, inside }) => {
    const nth = (used.get(told) ?? 0) + 1
    used.set(told, nth)
    const unique = nth === 1 ? told : `${told} (${nth})`
    return `    <testcase${attributes({ classname: `tks-trust.${name}`, name: unique, time: '0' })}>${inside}</testcase>\n`
  })
  return `  <testsuite${head}>\n${lines.join('')}  </testsuite>\n`
}

const outputCases = ({ config, outputs }: Report, issues: readonly Issue[]): Case[] =>
  outputs.map(({ path: inFolder, state, certificates }) => {
    const path = fromRepository(config, inFolder)
    const issue = issues.find(({ rule, path: place }) => rule === OUT_OF_DATE && place === path)
    const told = `${state}, ${plural(certificates, 'certificate')}`
    return issue === undefined
      ? { name: path, kind: 'passed', inside: element('system-out', {}, told) }
      : { ...issueCase(issue), name: path }
  })

const acceptedCases = ({ accepted = [] }: Report): Case[] =>
  accepted.map(({ registry, told }) => ({ name: registry, kind: 'passed', inside: element('system-out', {}, told) }))

function issueCase(issue: Issue): Case {
  const { rule, severity, message, fix, path, waiver } = issue
  const name = `${path}: ${message}`
  const lines = [placeOf(issue), message, `fix: ${fix}`]
  if (waiver !== undefined)
    return { name, kind: 'skipped', inside: element('skipped', {}, `waived ${waiverText(waiver)}`) }
  if (severity === 'error')
    return { name, kind: 'failed', inside: element('failure', { type: rule, message }, ...lines) }
  return { name, kind: 'passed', inside: element('system-out', {}, WORDS[severity], ...lines) }
}

const element = (name: string, given: Readonly<Record<string, string>>, ...lines: readonly string[]): string =>
  `<${name}${attributes(given)}>${lines.map(xml).join('\n')}</${name}>`

const attributes = (given: Readonly<Record<string, string>>): string =>
  Object.entries(given)
    .map(([key, value]) => ` ${key}="${xml(value)}"`)
    .join('')

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Safe in an element and in an attribute; what XML 1.0 cannot hold at all has become `\u{0}` before. */
const xml = (text: string): string => printable(text, 1000).replace(/[&<>"']/g, character => ENTITIES[character] ?? '')
