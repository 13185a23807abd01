import { describe, expect, test } from 'vitest'
import { github, githubProblems } from '../../src/report/github.ts'
import { gitlab } from '../../src/report/gitlab.ts'
import { json } from '../../src/report/json.ts'
import { junit } from '../../src/report/junit.ts'
import { markdown } from '../../src/report/markdown.ts'
import { sarif } from '../../src/report/sarif.ts'
import { CLEAN, FINDINGS, finding, id, report } from '../support/reports.ts'

const DRIFTED = report({ findings: [], outputs: [{ path: 'tks.yaml', state: 'differs', certificates: 3 }] })
const BELOW = report({ config: 'infra/a b/trust.config.yaml' })
const many = (count: number, given: Parameters<typeof finding>[0] = {}) =>
  Array.from({ length: count }, (_, index) => finding({ path: `certs/${index}.crt`, ...given }))

describe('json', () => {
  test('holds the summary, every field of a finding, and the outputs', () => {
    const { summary, findings, outputs, tool, schemaVersion } = JSON.parse(json(report()))
    expect({ schemaVersion, tool }).toEqual({ schemaVersion: 1, tool: { name: 'tks-trust', version: '1.2.3' } })
    expect(summary).toEqual({ errors: 1, warnings: 1, notes: 1, waived: 1 })
    expect(findings[0]).toEqual(FINDINGS[0])
    expect(findings[2]).toEqual(FINDINGS[2])
    expect(findings[3].waiver).toEqual(FINDINGS[3]?.waiver)
    expect(outputs).toEqual([{ path: 'tks.yaml', state: 'up-to-date', certificates: 2 }])
  })
  test('has paths from the repository', () =>
    expect(JSON.parse(json(BELOW)).findings[0].path).toBe('infra/a b/certs/a.crt'))
})

describe('github', () => {
  test('annotates, errors first, and says how to mend it', () =>
    expect(
      github(report()),
    ).toBe(`::error file=certs/c.crt,line=1,title=tks-trust%3A private-key::a private key%0Afix: remove it
::warning file=certs/a.crt,line=1,title=tks-trust%3A expired::CN=a: it expired on 2022-03-10%0Afix: remove it
::notice file=certs/b.crt,line=1,title=tks-trust%3A left-out::is read already%0Afix: remove it
::notice file=certs/d.crt,line=1,title=tks-trust%3A private-key::a private key%0Awaived until 2027-03-31, platform team: a test key
`))
  test('says nothing of nothing', () => expect(github(CLEAN)).toBe(''))
  test('annotates an output that is out of date', () =>
    expect(github(DRIFTED)).toMatch(/^::error file=tks\.yaml,title=tks-trust%3A out-of-date::/))
  test('has ten of each level, and counts the rest in one line that is no command', () => {
    const lines = github(report({ findings: [...many(11), ...many(30, { severity: 'error' })] }))
      .trimEnd()
      .split('\n')
    expect(lines.filter(line => line.startsWith('::error'))).toHaveLength(10)
    expect(lines.filter(line => line.startsWith('::warning'))).toHaveLength(10)
    expect(lines.at(-1)).toBe('and 20 more errors, 1 more warning, without annotations: GitHub shows 10 of each')
  })
  test.each([
    ['trust.config.yaml:3', 'sub/', '::error file=sub/trust.config.yaml,line=3,title=tks-trust::m%0Afix: f\n'],
    ['/w/a.yaml', 'sub/', '::error file=/w/a.yaml,title=tks-trust::m%0Afix: f\n'],
    [undefined, '', '::error title=tks-trust::m%0Afix: f\n'],
  ])('annotates what went wrong at %s', (where, folder, expected) => {
    const problem = { message: 'm', fix: 'f', ...(where !== undefined && { where }) }
    expect(githubProblems([problem], folder)).toBe(expected)
  })
})

describe('sarif', () => {
  const runOf = (one: Parameters<typeof sarif>[0]) => JSON.parse(sarif(one)).runs[0]
  const hashes = (one: Parameters<typeof sarif>[0]): string[] =>
    runOf(one).results.map(
      (result: { partialFingerprints: { primaryLocationLineHash: string } }) =>
        result.partialFingerprints.primaryLocationLineHash,
    )

  test('is a run without results where nothing was found, so that old alerts are closed', () =>
    expect(runOf(CLEAN)).toMatchObject({ results: [], tool: { driver: { name: 'tks-trust', rules: [] } } }))
  test('holds the rules it names, each once', () => {
    const { tool, results } = runOf(report())
    expect(tool.driver.rules.map(({ id: rule }: { id: string }) => rule)).toEqual([
      'expired',
      'left-out',
      'private-key',
    ])
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId)
  })
  test('has a category for each folder with a configuration', () =>
    expect([CLEAN, BELOW].map(one => runOf(one).automationDetails.id)).toEqual([
      'tks-trust/',
      'tks-trust/infra/a%20b/',
    ]))
  test('has encoded URIs from the repository', () =>
    expect(runOf(BELOW).results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('infra/a%20b/certs/c.crt'))
  test('suppresses what is waived, and nothing else', () =>
    expect(runOf(report()).results.map(({ suppressions }: { suppressions: unknown }) => suppressions)).toEqual([
      undefined,
      undefined,
      undefined,
      [{ kind: 'external', status: 'accepted', justification: 'until 2027-03-31, platform team: a test key' }],
    ]))
  test('knows a finding again after its line, file and words have changed', () =>
    expect(hashes(report({ findings: [finding({ line: 40, path: 'certs/moved.pem', message: 'other' })] }))).toEqual(
      hashes(report({ findings: [finding()] })),
    ))
  test('tells findings of other certificates and rules apart, and counts those of one', () => {
    const [one, two, three, again] = hashes(
      report({
        findings: [finding(), finding({ certificate: id('b') }), finding({ rule: 'left-out' }), finding({ line: 7 })],
      }),
    )
    expect(new Set([one, two, three]).size).toBe(3)
    expect([one, again].map(hash => hash?.split(':'))).toEqual([
      [expect.stringMatching(/^[0-9a-f]{16}$/), '1'],
      [one?.split(':')[0], '2'],
    ])
  })
  test('has no empty texts', () => expect(sarif(report())).not.toContain('""'))
  test('has no more results than GitHub takes, errors before notes', () => {
    const findings = [...many(25_000, { severity: 'info' }), finding({ severity: 'error' })]
    const { results } = runOf(report({ findings }))
    expect(results).toHaveLength(25_000)
    expect(results[0].level).toBe('error')
  })
})

describe('gitlab', () => {
  const issuesOf = (one: Parameters<typeof gitlab>[0]) => JSON.parse(gitlab(one))
  test('is an empty array where nothing was found', () => expect(gitlab(CLEAN)).toBe('[]\n'))
  test('lists what was found, the waived as information', () =>
    expect(
      issuesOf(report()).map(
        ({ severity, location }: { severity: string; location: { path: string } }) => `${severity} ${location.path}`,
      ),
    ).toEqual(['critical certs/c.crt', 'minor certs/a.crt', 'info certs/b.crt', 'info certs/d.crt']))
  test('has a fingerprint for each, for equal ones are shown once', () => {
    const found = issuesOf(report({ findings: [finding(), finding({ line: 2 }), finding({ line: 3 })] }))
    expect(new Set(found.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(3)
  })
})

describe('junit', () => {
  test('fails for errors, skips what is waived, and passes the rest', () => {
    const xml = junit(report())
    expect(xml.match(/<testsuite name="[^"]+" tests="\d+" failures="\d+" errors="0" skipped="\d+"/g)).toEqual([
      '<testsuite name="outputs" tests="1" failures="0" errors="0" skipped="0"',
      '<testsuite name="expired" tests="1" failures="0" errors="0" skipped="0"',
      '<testsuite name="left-out" tests="1" failures="0" errors="0" skipped="0"',
      '<testsuite name="private-key" tests="2" failures="1" errors="0" skipped="1"',
    ])
  })
  test('has a test for each output, so that a clean report is not an empty one', () =>
    expect(junit(CLEAN)).toContain('<testcase classname="tks-trust.outputs" name="tks.yaml" time="0">'))
  test('fails for an output that is out of date, once', () =>
    expect(junit(DRIFTED).match(/<failure /g)).toHaveLength(1))
  test('tells equal findings apart, for GitLab shows those of one name once', () => {
    const names = junit(report({ findings: [finding(), finding({ line: 2 })] })).match(/ name="certs[^"]+"/g)
    expect(names).toEqual([
      ' name="certs/a.crt: CN=a: it expired on 2022-03-10"',
      ' name="certs/a.crt: CN=a: it expired on 2022-03-10 (2)"',
    ])
  })
})

describe('markdown', () => {
  test('begins with a mark, and with what it comes to', () =>
    expect(markdown(report()).split('\n').slice(0, 3)).toEqual([
      '<!-- tks-trust: trust.config.yaml -->',
      '',
      '### tks-trust check: 1 error, 1 warning, 1 note, 1 waived',
    ]))
  test('says so when there is nothing', () =>
    expect(markdown(CLEAN)).toContain('### tks-trust check: nothing to report\n'))
  test('says that an output is out of date', () => expect(markdown(DRIFTED)).toContain('check: 1 output out of date\n'))
  test('has errors and warnings in its table, and folds the rest', () => {
    const [open = '', ...folded] = markdown(report()).split('<details>')
    expect(open.match(/^\| (\*\*error\*\*|warning|note) /gm)).toEqual(['| **error** ', '| warning '])
    expect(folded.map(part => /<summary>(.*)<\/summary>/.exec(part)?.[1])).toEqual(['What to do', '1 note', '1 waived'])
  })
  test('fits into a comment and a summary, whatever there is, and counts what it leaves out', () => {
    const findings = (['error', 'warning', 'info'] as const).flatMap(severity =>
      many(3000, { severity, message: '|'.repeat(500) }),
    )
    const said = markdown(report({ findings }))
    expect(said.length).toBeLessThan(65_536)
    expect(said).toMatch(/\n\nand \d+ more\n/)
  })
})
