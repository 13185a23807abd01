import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { authority } from '../../fixtures/rules/authority.ts'
import { FIXTURES } from '../../fixtures/rules/expected.ts'
import { filesOf } from '../../fixtures/rules/files-of.ts'
import { type Fixture, NOW } from '../../fixtures/rules/fixture.ts'
import { WITHOUT_FIXTURE } from '../../fixtures/rules/recipes/files.ts'
import { parseConfig } from '../../src/config/parse.ts'
import { build } from '../../src/index.ts'
import type { Finding } from '../../src/model.ts'
import { RULES } from '../../src/rules/index.ts'
import { parseObject } from '../../src/yaml.ts'
import { buildFolder } from '../support/build-in-memory.ts'
import { pem } from '../support/certificates.ts'
import { folderWith } from '../support/folder.ts'

const ROOT = fileURLToPath(new URL('../../fixtures/rules/', import.meta.url))
const names = new Set<string>(RULES.map(({ name }) => name))

/** A root that no rule minds, so that a refused file leaves no empty set. */
const BESIDE = pem(authority('Beside').der)

/** What is found in a fixture: a file stands in the plainest folder, a folder has its own configuration. */
async function findingsIn(fixture: Fixture): Promise<readonly Finding[]> {
  const content = fixture.make()
  if (typeof content === 'string' || content instanceof Uint8Array)
    return (await buildFolder({ 'certs/beside.pem': BESIDE, [`certs/${basename(fixture.file)}`]: content })).findings
  const root = folderWith(content)
  const path = 'trust.config.yaml'
  const value = parseObject(String(content[path]))
  const { config } = await parseConfig({ path, root, value, lines: async () => () => undefined })
  return (await build(config, { root, now: new Date(NOW) })).findings
}

const sorted = (rules: Iterable<string>): string[] => [...new Set(rules)].sort()

describe('of the file or folder', () => {
  test.each(
    FIXTURES.map(fixture => [fixture.file, fixture.why, fixture] as const),
  )('%s: %s', async (_, __, fixture) => {
    const { rule, verdict, severity, says, also = [] } = fixture
    const findings = await findingsIn(fixture)
    const own = findings.filter(finding => finding.rule === rule)
    expect(own.length > 0 ? 'breaks' : 'nearly').toBe(verdict)
    if (severity !== undefined) expect(sorted(own.map(finding => finding.severity))).toEqual([severity])
    if (says !== undefined) expect(own.map(({ message }) => message).join('\n')).toMatch(says)
    const others = findings.filter(finding => finding.rule !== rule && finding.severity !== 'info')
    expect(sorted(others.map(finding => finding.rule))).toEqual(sorted(also.filter(name => names.has(name))))
  })
})

describe('every rule', () => {
  const judged = RULES.map(({ name }) => name).filter(name => WITHOUT_FIXTURE[name] === undefined)
  test.each(judged)('%s has something that breaks it, and something that nearly does', name => {
    const verdicts = FIXTURES.filter(({ rule }) => rule === name).map(({ verdict }) => verdict)
    expect(sorted(verdicts)).toEqual(['breaks', 'nearly'])
  })
})

describe('the files on disk are those that `npm run fixtures` makes', () => {
  const kept = FIXTURES.filter(({ notKept }) => notKept === undefined)
  const made = new Map(kept.flatMap(fixture => Object.entries(filesOf(fixture))))

  test('octet by octet', () => {
    expect(made.size).toBeGreaterThan(0)
    const differing = [...made].filter(([path, content]) => {
      const file = join(ROOT, path)
      return !existsSync(file) || !readFileSync(file).equals(Buffer.from(content))
    })
    expect(differing.map(([path]) => path)).toEqual([])
  })

  test('and no others', () => {
    const folders = readdirSync(ROOT, { withFileTypes: true }).filter(entry => entry.isDirectory())
    const rules = folders.map(({ name }) => name).filter(name => !['agree', 'keys', 'recipes'].includes(name))
    const found = rules.flatMap(rule =>
      readdirSync(join(ROOT, rule), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length)),
    )
    expect(found.filter(path => !made.has(path))).toEqual([])
  })
})

describe('the example of a rule is what the program says', () => {
  test.each(RULES.filter(({ name }) => WITHOUT_FIXTURE[name] === undefined))('$name', async ({ name, example }) => {
    const fixtures = FIXTURES.filter(({ rule, verdict }) => rule === name && verdict === 'breaks')
    const findings = (await Promise.all(fixtures.map(findingsIn))).flat()
    expect(findings.filter(({ rule }) => rule === name).map(({ message }) => message)).toContain(example)
  })
})
