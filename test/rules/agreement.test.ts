import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ALONE, PAIRS, type Pair } from '../../fixtures/rules/agree/pairs.ts'
import type { Recording, Said } from '../../fixtures/rules/agree/recording.ts'
import { FIXTURES } from '../../fixtures/rules/expected.ts'
import { RULES } from '../../src/rules/index.ts'

/** What others said once, on a machine that has them: fixtures/rules/agree/record.sh writes it. */
const RECORDING: Recording = JSON.parse(
  readFileSync(new URL('../../fixtures/rules/agreement.json', import.meta.url), 'utf8'),
)

const pems = FIXTURES.filter(({ file, notKept }) => file.endsWith('.pem') && notKept === undefined)

function saysIt({ tool, says }: Pair, said: Said | undefined): boolean {
  if (said === undefined) return false
  switch (tool) {
    case 'zlint':
    case 'pkilint':
      return said[tool]?.includes(says) === true
    case 'go':
      return said.goParse?.includes(says) === true
    case 'goSignature':
      return said.goSignature?.includes(says) === true
  }
}

describe('the same verdict, or a reason, has', () => {
  test.each(PAIRS.map(pair => [pair.tool, pair.says, pair.rule, pair] as const))('%s, %s: %s', (_, __, rule, pair) => {
    const { differs = {} } = pair
    const rows = pems.filter(fixture => fixture.rule === rule)
    expect(rows.length).toBeGreaterThan(1)
    for (const { file, verdict } of rows) {
      const theirs = saysIt(pair, RECORDING.files[file]) ? 'breaks' : 'nearly'
      const agrees = differs[file.slice(rule.length + 1)] === undefined
      expect(theirs === verdict, `${file}: ${theirs}`).toBe(agrees)
    }
  })
})

describe('the recording', () => {
  test('is about the fixtures as they are', () => {
    const digest = (file: string) =>
      createHash('sha256')
        .update(readFileSync(new URL(`../../fixtures/rules/${file}`, import.meta.url)))
        .digest('hex')
    const asked = Object.entries(RECORDING.files).map(([file, { of }]) => [file, of])
    expect(asked).toEqual(pems.map(({ file }) => [file, digest(file)]).sort())
  })

  test('says which programs were asked', () => {
    expect(Object.keys(RECORDING.tools)).toEqual(['zlint', 'pkilint', 'go', 'openssl'])
    for (const version of Object.values(RECORDING.tools)) expect(version).toMatch(/\d+\.\d+/)
  })

  test('has a word for every rule about certificates, or none of the others has', () => {
    const paired = new Set([...PAIRS.map(({ rule }) => rule), ...ALONE])
    expect(RULES.filter(({ on, name }) => on === 'certificate' && !paired.has(name))).toEqual([])
    expect(PAIRS.filter(({ rule }) => ALONE.includes(rule))).toEqual([])
  })
})

test('what Go does not load is an error for us', () => {
  const severities = new Map(RULES.map(({ name, severity }) => [name, severity]))
  const refused = pems.filter(({ file }) => RECORDING.files[file]?.goParse?.startsWith('x509:') === true)
  const judged = refused.filter(({ rule }) => severities.has(rule))
  expect(judged.filter(({ rule }) => severities.get(rule) !== 'error').map(({ file }) => file)).toEqual([])
  expect(refused.filter(({ verdict }) => verdict === 'nearly').map(({ file }) => file)).toEqual([])
})
