import { describe, expect, test } from 'vitest'
import { checkDer } from '../../src/asn1/strict.ts'

const check = (hex: string) => {
  const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex')
  checkDer(bytes, 0, bytes.length)
}

const REFUSED: readonly [what: string, hex: string, said: RegExp][] = [
  ['an indefinite length', '30 80 00 00', /indefinite length/],
  ['a length of one octet in the long form', '04 81 01 00', /more octets than needed/],
  ['a length with a leading zero', '04 82 00 80', /more octets than needed/],
  ['a length beyond the end', '04 05 00', /longer than what holds it/],
  ['a header without its length', '30', /cut off/],
  ['a length of nine octets', '04 89 01 01 01 01 01 01 01 01 01', /cut off/],
  ['a child longer than its parent', '30 03 04 04 00', /longer than what holds it/],
  ['a high tag number', '1f 81 01 00', /tag number/],
  ['an end-of-contents marker', '00 00', /end-of-contents/],
  ['a BOOLEAN of 01', '01 01 01', /neither 00 nor FF/],
  ['a BOOLEAN of two octets', '01 02 ff ff', /neither 00 nor FF/],
  ['an empty INTEGER', '02 00', /INTEGER without content/],
  ['an INTEGER with a needless 00', '02 02 00 7f', /INTEGER in more octets/],
  ['an INTEGER with a needless FF', '02 02 ff 80', /INTEGER in more octets/],
  ['a NULL with content', '05 01 00', /NULL with content/],
  ['an empty OBJECT IDENTIFIER', '06 00', /OBJECT IDENTIFIER that is cut off/],
  ['an OBJECT IDENTIFIER that does not end', '06 02 2a 86', /OBJECT IDENTIFIER that is cut off/],
  ['an OBJECT IDENTIFIER with a padded arc', '06 03 2a 80 01', /OBJECT IDENTIFIER in more octets/],
  ['an empty BIT STRING', '03 00', /count of unused bits/],
  ['a BIT STRING with eight unused bits', '03 02 08 00', /count of unused bits/],
  ['a BIT STRING whose unused bits are set', '03 02 01 01', /not zero/],
  ['an OCTET STRING in pieces', '24 04 04 02 00 00', /string in pieces/],
  ['a SEQUENCE without its constructed bit', '10 00', /constructed bit/],
  ['nesting without end', '30 80'.repeat(100), /indefinite/],
]

describe('DER is read strictly', () => {
  test.each(REFUSED)('%s is refused', (_, hex, said) => expect(() => check(hex)).toThrow(said))

  test('nesting deeper than any certificate is refused before the stack is', () => {
    let bytes = Buffer.from('0500', 'hex')
    for (let depth = 0; depth < 60; depth++) bytes = Buffer.concat([Buffer.from([0x30, bytes.length]), bytes])
    expect(() => checkDer(bytes, 0, bytes.length)).toThrow(/too deep/)
  })

  test.each([
    ['negative one', '02 01 ff'],
    ['zero', '02 01 00'],
    ['an empty SEQUENCE', '30 00'],
    ['an empty BIT STRING value', '03 01 00'],
    ['seven unused bits', '03 02 07 80'],
    ['a context-specific element', 'a0 03 02 01 02'],
  ])('%s is accepted', (_, hex) => expect(() => check(hex)).not.toThrow())
})
