import { describe, expect, test } from 'vitest'
import { printable } from '../../src/printable.ts'
import { github, githubProblems } from '../../src/report/github.ts'
import { gitlab } from '../../src/report/gitlab.ts'
import { json } from '../../src/report/json.ts'
import { junit } from '../../src/report/junit.ts'
import { markdown } from '../../src/report/markdown.ts'
import { sarif } from '../../src/report/sarif.ts'
import { text } from '../../src/report/text.ts'
import { HOSTILE, NASTY, PLAIN } from '../support/reports.ts'

/** What moves a cursor, hides or reorders text, or cannot be encoded; a line break is layout. */
const HARMFUL = /[\0-\t\v-\u001f\u007f-\u009f\u2028\u202e\u2066\ufffe]|\p{Surrogate}/u

const told: readonly (readonly [string, string])[] = [
  ['text', text(HOSTILE, PLAIN)],
  ['json', json(HOSTILE)],
  ['github', github(HOSTILE)],
  ['github, of what went wrong', githubProblems([{ where: NASTY, message: NASTY, fix: NASTY }], '')],
  ['sarif', sarif(HOSTILE)],
  ['gitlab', gitlab(HOSTILE)],
  ['junit', junit(HOSTILE)],
  ['markdown', markdown(HOSTILE)],
]

test.each(told)('%s holds nothing that harms a terminal or its encoding', (_, said) => {
  expect(NASTY).toMatch(HARMFUL)
  expect(said).not.toMatch(HARMFUL)
  expect(Buffer.from(said).toString()).toBe(said)
})

test.each(told.filter(([name]) => !name.startsWith('github')))('%s has no line that is a command of a CI', (_, said) =>
  expect(said).not.toMatch(/^(?:::|##\[|##vso)/m))

/** Reads a workflow command as the runner does (actions/runner, ActionCommand.TryParseV2). */
function command(line: string) {
  const [, name = '', properties = '', data = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? []
  const plain = (value: string) => value.replaceAll('%0D', '\r').replaceAll('%0A', '\n')
  const pairs = properties.split(',').map(pair => {
    const [key = '', value = ''] = pair.split('=', 2)
    return [key, plain(value.replaceAll('%3A', ':').replaceAll('%2C', ',')).replaceAll('%25', '%')]
  })
  return { name, properties: Object.fromEntries(pairs), message: plain(data).replaceAll('%25', '%') }
}

test('github: every line is one command of ours, and the texts come back whole', () => {
  const commands = github(HOSTILE).trimEnd().split('\n').map(command)
  expect(commands.map(({ name }) => name)).toEqual(['error', 'error', 'warning', 'notice', 'notice'])
  const [, key] = commands
  expect(Object.keys(key?.properties ?? {})).toEqual(['file', 'line', 'title'])
  expect(key?.properties.title).toBe('tks-trust: private-key')
  expect(key?.message.split('\n')).toEqual([printable(NASTY, 1000), `fix: ${printable(NASTY, 1000)}`])
})

describe('json', () => {
  test('gives every text back as it is', () => {
    const { findings, configuration } = JSON.parse(json(HOSTILE))
    expect(findings[0].message).toBe(NASTY)
    expect(configuration).toBe(`${NASTY}/trust.config.yaml`)
  })
})

describe('sarif', () => {
  const [run] = JSON.parse(sarif(HOSTILE)).runs
  test('has URIs of nothing but what RFC 3986 allows, none of them absolute', () => {
    for (const { locations } of run.results)
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^(?!\/)(?:[\w\-.!~*'()/]|%[\dA-F]{2})+$/)
  })
  test('has no links in its texts', () => expect(JSON.stringify(run.results)).not.toContain(']('))
})

test('junit: nothing leaves its element', () => {
  const xml = junit(HOSTILE)
  expect(xml).not.toContain(']]>')
  expect(
    xml.replace(/<\/?(?:testsuites?|testcase|failure|skipped|system-out|\?xml)(?: [\w]+="[^"<>]*")*\??>/g, ''),
  ).not.toMatch(/[<>]/)
})

describe('markdown', () => {
  const said = markdown(HOSTILE).replace(/^<!-- tks-trust: [\w./]+ -->$/m, '')
  const lines = said.split('\n')
  const outside = said.replace(/<code>.*?<\/code>/g, '')

  test('has no elements but ours', () =>
    expect(
      said.replace(/<\/?(?:code|details|summary)>/g, '').replace(/^<!-- tks-trust: [\w./]+ -->$/m, ''),
    ).not.toMatch(/[<>]/))
  test('has rows with as many cells as their table', () => {
    const rows = lines.filter(line => line.startsWith('|'))
    expect(rows.length).toBeGreaterThan(8)
    for (const row of rows) expect([4, 5]).toContain(row.split('|').length - 1)
  })
  test('mentions nobody and nothing, not even in entities, but within code', () => {
    expect(said).toContain('&#64;')
    expect(outside.replace(/&#(?!64;|35;)\d+;/g, '').replace(/^#+ /gm, '')).not.toMatch(/[@#]/)
  })
  test('has no links, images, code or emphasis of others', () => {
    expect(said).not.toMatch(/\]\(|`|https?:\/\/|www\./)
    expect(outside.replace(/\*\*(?:error|[a-z-]+)\*\*/g, '')).not.toMatch(/[*_~\\$[\]]/)
  })
  test('shows the text all the same', () => {
    const shown = said.replace(/<\/?code>/g, '').replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)))
    expect(shown).toContain(printable(NASTY).slice(0, 120))
  })
})
