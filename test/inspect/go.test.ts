import { createECDH } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isIPv4, isIPv6 } from '../../src/inspect/go/address.ts'
import { whyNoPoint } from '../../src/inspect/go/curve-point.ts'
import { isDomainConstraint, isEmailConstraint, isUriConstraint } from '../../src/inspect/go/domain.ts'
import { hasLongArc } from '../../src/inspect/go/oid.ts'
import { isUri } from '../../src/inspect/go/uri.ts'
import { CURVES, toOctets } from '../support/ecdsa.ts'

/** Each was asked of Go 1.26: net/url, net/netip and crypto/x509. */
const TABLES: readonly (readonly [string, (text: string) => boolean, readonly string[], readonly string[]])[] = [
  [
    'a URI',
    isUri,
    [
      '',
      '*',
      '#',
      '#\u0001',
      '?%',
      'urn:x',
      'urn:%',
      'a/b:c',
      '///a',
      'http:',
      'http:///a%41',
      'http://a',
      'http://a:1/%41',
    ]
      .concat(['x://a:1:2', 'x://a:b:2', 'http://u:p@a', 'http://u@v@a', 'http://a%25b', 'http://a]b', 'http://a<b>'])
      .concat([
        'http://[::1]',
        'http://[::1]:',
        'http://[::1.2.3.4]:1',
        'http://[fe80::1%25a%41]',
        '1a/',
        'ldap:///CN=%20',
      ]),
    [
      ':',
      'a b:c',
      '1a:b',
      'a%',
      '%zz',
      'http://a#%',
      '\u0001',
      'http://a b',
      'http://a.',
      'http://a..b',
      'http://a:b',
      'http://a:1:2',
    ]
      .concat([
        'http://a%41',
        'http://a%c3%a9',
        'http://a{b}',
        'http://a[b]',
        'http://u @a',
        'http://u%@a',
        'http://a/%4',
      ])
      .concat([
        'http://[::1',
        'http://[::1]a',
        'http://[1.2.3.4]',
        'http://[fe80::1%25]',
        'http://[fe80::1%a]',
        'http://[::1%25%20]',
      ]),
  ],
  [
    'a domain of a constraint',
    isDomainConstraint,
    ['', 'a', '.a', 'a.b', '*.a', 'a_b', '1.2.3.4', '::1', '@'],
    ['.', '..', 'a.', '..a', 'a..b', 'a b', '\u007f'],
  ],
  ['a host of a URI constraint', isUriConstraint, ['', 'a.b', '.a', '1.2.3', '01.2.3.4'], ['1.2.3.4', '::1', 'a.']],
  [
    'an e-mail constraint',
    isEmailConstraint,
    ['', 'a.b', '.a', 'a@b', 'a@', 'a.b+c@d', '"a b"@c', '"\\""@c', '\\@@b', 'a@b@c'],
    ['@b', 'a@b.', 'a@.b', '.a@b', 'a.@b', 'a..b@c', '"a"b@c', '"a@b', 'a b@c', '"\r"@a', '\\@'],
  ],
  [
    'an IPv4 address',
    isIPv4,
    ['0.0.0.0', '255.249.199.9'],
    ['', '1.2.3', '1.2.3.4.5', '01.2.3.4', '256.1.1.1', '1.2.3.'],
  ],
  [
    'an IPv6 address',
    isIPv6,
    ['::', '::1', '1::', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::', '::ffff:1.2.3.4', '1:2:3:4:5:6:1.2.3.4', 'FFFF::'],
    [
      '',
      ':',
      ':::',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4::5:6:7:8',
      '1::2::3',
      '12345::',
      '::g',
      '::f1.2.3.4',
      '::1%a',
    ].concat(['::01.2.3.4', '1.2.3.4', '1:2:3:4:5:6:7:1.2.3.4', '::1.2.3.4:5', ':1', '1:']),
  ],
  [
    'an identifier with an arc of more than 31 bits',
    hasLongArc,
    ['1.3.6.1.4.1.2147483648', '2.2147483568.1', '2.25.305419896123456789'],
    ['CN', '1.3.6.1.4.1.2147483647', '2.2147483567.1', '1.3.6.1.4.1.311.21.8.1234567.7654321'],
  ],
]

describe.each(TABLES)('%s', (_, holds, right, wrong) => {
  test.each(right)('is %j', text => expect(holds(text)).toBe(true))
  test.each(wrong)('is not %j', text => expect(holds(text)).toBe(false))
})

describe.each([
  ['P-224', CURVES.p224],
  ['P-256', CURVES.p256],
  ['P-384', CURVES.p384],
  ['P-521', CURVES.p521],
] as const)('a point of %s', (name, curve) => {
  const ecdh = createECDH(curve.name)
  const why = (octets: Buffer, isOnCurve = false) =>
    whyNoPoint(octets, { start: 0, end: octets.length }, name, isOnCurve)
  const points = Array.from({ length: 20 }, (_, index) => {
    ecdh.setPrivateKey(toOctets(BigInt(3 ** (index + 1)), 28))
    return ecdh.getPublicKey()
  })

  test('is on it', () => expect(points.map(point => why(point))).toEqual(points.map(() => undefined)))

  test('is not on it with one bit flipped', () => {
    for (const [index, point] of points.entries()) {
      const at = 1 + ((index * 7) % (point.length - 1))
      point[at] = (point[at] ?? 0) ^ (1 << (index % 8))
      expect(why(point)).toMatch(/not on P-/)
      expect(why(point, true)).toBeUndefined()
    }
  })

  test('is given in full', () => {
    ecdh.setPrivateKey(toOctets(5n, 28))
    expect(why(ecdh.getPublicKey(null, 'compressed'))).toMatch(/compressed/)
    expect(why(ecdh.getPublicKey(null, 'hybrid'))).toMatch(/no point/)
    expect(why(ecdh.getPublicKey().subarray(0, -1))).toMatch(/no point/)
    expect(why(Buffer.alloc(1))).toMatch(/no point/)
    expect(why(Buffer.alloc(0))).toMatch(/no point/)
  })

  test('has coordinates below the prime of its field', () => {
    const octets = ecdh.getPublicKey()
    expect(why(octets.fill(0xff, 1))).toMatch(/not on/)
  })
})
