import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { goBase64, goPem } from '../../src/verify/go-pem.ts'
import { hasGo } from '../support/go.ts'
import { chanceFrom } from '../support/mutations.ts'

const BODY = 'AQID\nBAUG'
const block = (body = BODY, type = 'CERTIFICATE') => `-----BEGIN ${type}-----\n${body}\n-----END ${type}-----\n`
const taken = (text: string) =>
  goPem(Buffer.from(text)).map(({ type, hasHeaders, bytes }) => [type, hasHeaders, Buffer.from(bytes).toString('hex')])
const ONE = ['CERTIFICATE', false, '010203040506']

test.each([
  ['a block', block(), [ONE]],
  ['two, with text around them', `one\n${block()}two\n${block()}three`, [ONE, ONE]],
  ['lines that end in CR LF', block().replaceAll('\n', '\r\n'), [ONE]],
  ['lines that end in CR', block().replaceAll('\n', '\r'), []],
  ['spaces and tabs in and behind lines', block('AQ ID\t\nBA\tUG  ').replaceAll('-----\n', '----- \t\n'), [ONE]],
  ['a blank before BEGIN', ` ${block()}`, []],
  ['a byte order mark before BEGIN', `\uFEFF${block()}`, []],
  ['text before BEGIN', `CA: ${block()}`, []],
  ['no line break at the end', block().trimEnd(), [ONE]],
  ['text behind END', `${block().trimEnd()} end\n`, []],
  ['four dashes', block().replace('-----BEGIN', '----BEGIN'), []],
  ['another END', block().replace('END CERTIFICATE', 'END CERT'), []],
  ['headers', block(`Proc-Type: 4\n\n${BODY}`), [['CERTIFICATE', true, '010203040506']]],
  ['another type', block(BODY, 'X509 CERTIFICATE'), [['X509 CERTIFICATE', false, '010203040506']]],
  ['no end', `-----BEGIN CERTIFICATE-----\n${BODY}\n`, []],
  ['a block that another one begins in', `-----BEGIN CERTIFICATE-----\nAQ\n${block()}`, [ONE]],
  ['a block that is damaged, before one that is not', `${block('A*ID')}${block()}`, [ONE]],
  ['no padding', block('AQI'), []],
  ['nothing', block('').replace('\n\n', '\n'), [['CERTIFICATE', false, '']]],
])('%s', (_, text, expected) => expect(taken(text)).toEqual(expected))

test.each([
  ['line breaks', 'AQ\r\nID\n', '010203'],
  ['a blank', 'AQ ID', undefined],
  ['letters of URLs', '_-==', undefined],
  ['no padding', 'AQ', undefined],
  ['padding in the middle', 'AQ==AQID', undefined],
  ['bits that no encoder writes', 'AR==', '01'],
])('base64 with %s', (_, text, expected) => {
  const octets = goBase64(text)
  expect(octets && Buffer.from(octets).toString('hex')).toBe(expected)
})

test('a megabyte of spaces, of dashes or of beginnings takes no time to speak of', () => {
  for (const part of [' ', '-', '-----BEGIN ', '\n-----END ', ': \n', '-----BEGIN CERTIFICATE-----\n'])
    expect(goPem(Buffer.from(`${block()}-----BEGIN X-----\n${part.repeat(1_000_000 / part.length)}x`))).toHaveLength(1)
})

const PARTS = [
  ...['-----BEGIN X-----\n', '-----BEGIN X-----\n', 'AQID\n', 'AQI=\n', '-----END X-----\n', '-----END X-----\n'],
  ...['-----BEGIN Y-----\n', '\n-----END Y-----', '-----BEGIN ', '\n-----END ', '-----', 'X', 'a: b\n', ':'],
  ...['\n', '\n', '\r\n', '\r', ' ', '\t', 'AQ==', 'AQI', '*'],
]

test.skipIf(!hasGo())(
  'ten thousand texts of pieces of PEM are the same to Go',
  () => {
    const chance = chanceFrom(Number(process.env.SEED ?? 7468))
    const texts = Array.from({ length: 10_000 }, () => {
      const parts = Array.from({ length: 3 }, () => ['-----BEGIN X-----\n', 'AQID', '\n-----END X-----', '\n']).flat()
      for (let left = chance(6); left > 0; left--)
        parts.splice(chance(parts.length), chance(2), PARTS[chance(PARTS.length)] ?? '')
      return parts.join('')
    })
    const input = texts.map(text => `${Buffer.from(text).toString('base64')}\n`).join('')
    const program = fileURLToPath(new URL('pem.go', import.meta.url))
    const go: unknown[] = execFileSync('go', ['run', program], { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    const we = texts.map(text =>
      goPem(Buffer.from(text)).map(({ type, hasHeaders, bytes }) => [
        type,
        hasHeaders,
        Buffer.from(bytes).toString('base64'),
      ]),
    )
    expect(go.flat().length).toBeGreaterThan(10_000)
    const different = texts.flatMap((text, index) =>
      JSON.stringify(we[index]) === JSON.stringify(go[index]) ? [] : [{ text, go: go[index], we: we[index] }],
    )
    expect(different.slice(0, 3)).toEqual([])
  },
  60_000,
)
