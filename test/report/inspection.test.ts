import { describe, expect, test } from 'vitest'
import { FIXTURES } from '../../fixtures/rules/expected.ts'
import { cards } from '../../src/report/cards.ts'
import { inspectJson } from '../../src/report/inspect-json.ts'
import { INSPECT_SCHEMA } from '../../src/report/inspect-schema.ts'
import { violations } from '../../src/validate.ts'
import { certificate } from '../support/certificates.ts'
import { utf8 } from '../support/der.ts'
import { inspectionOf, LOOK } from '../support/inspections.ts'
import { edKey } from '../support/keys.ts'
import { NASTY } from '../support/reports.ts'

/** Every fixture of a rule that is one file: whatever can be odd about a certificate. */
const odd = FIXTURES.flatMap(fixture => {
  const made = fixture.make()
  return made instanceof Uint8Array || typeof made === 'string' ? [[fixture.file, Buffer.from(made)] as const] : []
})

describe('all that can be odd about a certificate', () => {
  test.each(odd)('is JSON as the schema has it: %s', async (_, bytes) => {
    const value: unknown = JSON.parse(inspectJson(await inspectionOf(bytes)))
    expect(violations(value, INSPECT_SCHEMA)).toEqual([])
  })

  test.each(odd)('makes a card without control characters: %s', async (_, bytes) =>
    expect(cards(await inspectionOf(bytes), LOOK)).not.toMatch(/[\0-\t\v-\u001f\u007f-\u009f\u202a-\u202e]/))
})

test('a hostile name stays on its line, and is whole in JSON', async () => {
  const name = NASTY.toWellFormed()
  const hostile = certificate({ key: edKey('card'), subject: [['2.5.4.3', utf8(name)]] })
  const plain = certificate({ key: edKey('card'), subject: 'x' })
  const [lines, others] = [cards(await inspectionOf(hostile), LOOK), cards(await inspectionOf(plain), LOOK)].map(
    text => text.split('\n').length,
  )
  expect(lines).toBe(others)
  const value: { certificates: readonly { subject: { text: string } }[] } = JSON.parse(
    inspectJson(await inspectionOf(hostile)),
  )
  expect(value.certificates[0]?.subject.text).toContain('::error::pwned')
})
