import { readFileSync } from 'node:fs'
import { type Schema, Validator } from '@cfworker/json-schema'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { gitlab } from '../../src/report/gitlab.ts'
import { json } from '../../src/report/json.ts'
import { junit } from '../../src/report/junit.ts'
import type { Report } from '../../src/report/report.ts'
import { sarif } from '../../src/report/sarif.ts'
import { REPORT_SCHEMA } from '../../src/report/schema.ts'
import { violations } from '../../src/validate.ts'
import { CLEAN, HOSTILE, report } from '../support/reports.ts'

const vendored = (name: string) => readFileSync(new URL(`../../fixtures/schemas/${name}`, import.meta.url), 'utf8')
const SARIF: Schema = JSON.parse(vendored('sarif-2.1.0-rtm.5.json'))

/** What docs.gitlab.com says of a Code Quality report (ci/testing/code_quality), which is more than GitLab's parser asks. */
const GITLAB: Schema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', minLength: 1, not: { pattern: '^\\.?/' } },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
}

const REPORTS: readonly (readonly [string, Report])[] = [
  ['a report of everything', report()],
  ['a clean one', CLEAN],
  ['one without outputs', report({ outputs: [] })],
  ['a hostile one', HOSTILE],
  [
    'one whose findings have no place',
    report({ findings: [{ rule: 'empty-set', severity: 'error', message: 'm', fix: 'f' }] }),
  ],
  ['one of an output that is missing', report({ outputs: [{ path: 'tks.yaml', state: 'missing', certificates: 1 }] })],
]

describe.each(REPORTS)('%s is valid', (_, one) => {
  test('as SARIF 2.1.0', () =>
    expect(new Validator(SARIF, '4', false).validate(JSON.parse(sarif(one))).errors).toEqual([]))
  test('as a Code Quality report', () =>
    expect(new Validator(GITLAB, '7', false).validate(JSON.parse(gitlab(one))).errors).toEqual([]))
  test('as tks-trust/schemas/report.json', () => expect(violations(JSON.parse(json(one)), REPORT_SCHEMA)).toEqual([]))
  test('as JUnit XML, for Jenkins', async () => {
    const schema = { fileName: 'junit.xsd', contents: vendored('jenkins-junit.xsd') }
    const { valid, rawOutput } = await validateXML({
      xml: [{ fileName: 'report.xml', contents: junit(one) }],
      schema: [schema],
    })
    expect({ valid, rawOutput }).toEqual({ valid: true, rawOutput: expect.any(String) })
  })
})

describe('the schemas can refuse', () => {
  test('SARIF without a version', () => {
    const { version: _, ...rest } = JSON.parse(sarif(report()))
    expect(new Validator(SARIF, '4', false).validate(rest).valid).toBe(false)
  })
  test('a report with a negative count', () => {
    const whole = JSON.parse(json(report()))
    expect(violations({ ...whole, summary: { ...whole.summary, notes: -1 } }, REPORT_SCHEMA)).not.toEqual([])
  })
  test('a report of another version', () =>
    expect(violations({ ...JSON.parse(json(report())), schemaVersion: 2 }, REPORT_SCHEMA)).not.toEqual([]))
  test('an absolute path in a Code Quality report', () => {
    const [first] = JSON.parse(gitlab(report()))
    const broken = [{ ...first, location: { ...first.location, path: '/a' } }]
    expect(new Validator(GITLAB, '7', false).validate(broken).valid).toBe(false)
  })
  test('a test without a name in JUnit XML', async () => {
    const contents = junit(report()).replace(/(<testcase[^>]*) name="[^"]*"/, '$1')
    const schema = { fileName: 'junit.xsd', contents: vendored('jenkins-junit.xsd') }
    expect((await validateXML({ xml: [{ fileName: 'report.xml', contents }], schema: [schema] })).valid).toBe(false)
  })
})
