import { describe, expect, test } from 'vitest'
import { readName } from '../../src/asn1/name.ts'
import { readObjectIdentifier } from '../../src/asn1/oid.ts'
import { readElement } from '../../src/asn1/reader.ts'
import { readTime } from '../../src/asn1/time.ts'
import { nameOf } from '../support/certificates.ts'
import { element, oid, sequence, set, utf8 } from '../support/der.ts'

const first = (bytes: Uint8Array) => readElement(bytes, 0, bytes.length)

describe('an OBJECT IDENTIFIER in dotted decimal', () => {
  test.each([
    '1.2.840.113549.1.1.11',
    '2.5.4.3',
    '0.9.2342.19200300.100.1.25',
    '1.3.6.1.4.1.311.60.2.1.3',
  ])('%s', dotted => {
    const bytes = oid(dotted)
    expect(readObjectIdentifier(bytes, first(bytes))).toBe(dotted)
  })

  test('keeps arcs exact that are longer than a double is (a UUID below 2.25)', () => {
    const bytes = element(0x06, Buffer.from('6983f89ffdcd8096b5f9d2ddb989d3ece3f40c', 'hex'))
    const arc = readObjectIdentifier(bytes, first(bytes)).split('.')[2] ?? ''
    expect(BigInt(arc) > 2n ** 64n).toBe(true)
    expect(arc).not.toContain('e')
  })
})

describe('a time as an instant', () => {
  test.each([
    ['UTCTime of this century', 0x17, '260101123456Z', '2026-01-01T12:34:56Z'],
    ['UTCTime of 49', 0x17, '491231235959Z', '2049-12-31T23:59:59Z'],
    ['UTCTime of 50, which is 1950', 0x17, '500101000000Z', '1950-01-01T00:00:00Z'],
    ['the 29th of February of a leap year', 0x17, '240229000000Z', '2024-02-29T00:00:00Z'],
    ['GeneralizedTime without an end', 0x18, '99991231235959Z', '9999-12-31T23:59:59Z'],
  ])('%s', (_, tag, text, expected) => {
    const bytes = element(tag, Buffer.from(text))
    expect(readTime(bytes, first(bytes))).toBe(expected)
  })
})

describe('a time is refused', () => {
  test.each([
    ['without seconds', 0x17, '2601010000Z'],
    ['with an offset', 0x17, '260101000000+0100'],
    ['with parts of a second', 0x18, '20260101000000.5Z'],
    ['of the 30th of February', 0x17, '260230000000Z'],
    ['of the 29th of February of a common year', 0x18, '21000229000000Z'],
    ['of a leap second', 0x18, '20261231235960Z'],
    ['of the 13th month', 0x17, '261301000000Z'],
  ])('%s', (_, tag, text) => {
    const bytes = element(tag, Buffer.from(text))
    expect(() => readTime(bytes, first(bytes))).toThrow(/not in UTC with seconds|no calendar has/)
  })
})

describe('a distinguished name as RFC 4514 writes it', () => {
  const text = (bytes: Uint8Array) => readName(bytes, first(bytes)).text

  test.each([
    [
      'in reverse order',
      [
        ['2.5.4.6', utf8('DE')],
        ['2.5.4.3', utf8('a')],
      ],
      'CN=a,C=DE',
    ],
    [
      'with special characters escaped',
      [['2.5.4.3', utf8('a+b, "c" <d>; \\e')]],
      'CN=a\\+b\\, \\"c\\" \\<d\\>\\; \\\\e',
    ],
    ['with outer blanks escaped', [['2.5.4.3', utf8(' a ')]], 'CN=\\ a\\ '],
    ['with a blank behind a backslash escaped', [['2.5.4.3', utf8('a\\ ')]], 'CN=a\\\\\\ '],
    ['with a leading number sign escaped', [['2.5.4.3', utf8('#a')]], 'CN=\\#a'],
    ['from a BMPString', [['2.5.4.3', element(0x1e, Buffer.from('d68cc0ac', 'hex'))]], 'CN=회사'],
    ['from a UniversalString', [['2.5.4.3', element(0x1c, Buffer.from('0001f512', 'hex'))]], 'CN=🔒'],
    ['from a TeletexString', [['2.5.4.3', element(0x14, Buffer.from([0xe9]))]], 'CN=é'],
    ['of an unknown type by its OID', [['1.2.3.4', utf8('a')]], '1.2.3.4=a'],
    ['of a value that is no text in hexadecimal', [['2.5.4.3', element(0x02, [5])]], 'CN=#020105'],
  ] as const)('%s', (_, attributes, expected) => expect(text(nameOf(attributes))).toBe(expected))

  test('with several attributes in one set', () => {
    const pair = (type: string, value: string) => sequence(oid(type), utf8(value))
    expect(text(sequence(set(pair('2.5.4.3', 'a'), pair('2.5.4.11', 'b'))))).toBe('CN=a+OU=b')
  })

  test('that is empty', () => expect(text(sequence())).toBe(''))
})
