import { extension } from './certificates.ts'
import { element, integer, NULL, type Octets, octetString, oid, sequence, set, utf8 } from './der.ts'
import { extendedKeyUsage } from './extensions.ts'

const ia5 = (tag: number, text: string): Buffer => element(tag, Buffer.from(text, 'latin1'))
const name = element(0xa4, sequence(set(sequence(oid('2.5.4.3'), utf8('Someone')))))
const names: readonly Buffer[] = [
  ia5(0x81, 'ca@corp.example'),
  ia5(0x82, 'registry.corp.example'),
  name,
  ia5(0x86, 'https://registry.corp.example:8443/v2/?a#b'),
  element(0x87, [10, 0, 0, 1]),
]
const bases: readonly Buffer[] = [
  ia5(0x81, '.corp.example'),
  ia5(0x81, 'ca@corp.example'),
  ia5(0x82, '.corp.example'),
  name,
  ia5(0x86, 'corp.example'),
  element(0x87, [10, 0, 0, 0, 255, 0, 0, 0]),
]
const list = (id: string, ...parts: readonly Octets[]): Buffer => extension(id, false, sequence(...parts))
const location = (text: string): Buffer => ia5(0x86, `http://pki.corp.example/${text}`)

/** Every extension of RFC 5280 that a reader may stumble over, right. */
export const EVERY_EXTENSION: readonly Buffer[] = [
  list('2.5.29.17', ...names),
  list('2.5.29.18', ...names),
  list('2.5.29.30', ...[0xa0, 0xa1].map(tag => element(tag, ...bases.map(base => sequence(base))))),
  list(
    '2.5.29.31',
    sequence(element(0xa0, element(0xa0, location('a.crl'), location('b.crl')))),
    sequence(element(0x81, [1, 6]), element(0xa2, name)),
  ),
  list(
    '2.5.29.32',
    sequence(oid('2.5.29.32.0')),
    sequence(
      oid('1.3.6.1.4.1.99999.2'),
      sequence(sequence(oid('1.3.6.1.5.5.7.2.1'), ia5(0x16, 'http://corp.example'))),
    ),
  ),
  list('2.5.29.33', sequence(oid('1.3.6.1.4.1.99999.2'), oid('1.3.6.1.4.1.99999.3'))),
  list('2.5.29.36', element(0x80, [0]), element(0x81, [3])),
  extension('2.5.29.54', true, integer(2)),
  extendedKeyUsage('1', '2', '2.5.29.37.0'),
  list(
    '1.3.6.1.5.5.7.1.1',
    sequence(oid('1.3.6.1.5.5.7.48.1'), location('ocsp')),
    sequence(oid('1.3.6.1.5.5.7.48.2'), name),
  ),
  extension('1.3.6.1.4.1.99999.1', false, octetString(NULL)),
]
