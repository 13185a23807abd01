import { oid } from './der.ts'

/** Tags of universal types and of context. */
export const TAGS: readonly number[] = [
  ...[1, 2, 3, 4, 5, 6, 0x0c, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1b, 0x1c, 0x1e, 0x30, 0x31],
  ...[0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5],
]

/** Names of hosts, mailboxes, addresses and URIs, right and nearly so. */
const TEXTS = [
  '¦.¦..¦.a¦a.¦a..b¦*¦*.a¦a b¦a_b¦\u0000¦\u007f¦é¦@¦a@¦@b¦a@b¦a@b.¦"a"@b¦"a@b¦a..b@c¦.a@b¦a.@b¦\\@@b¦a\\¦',
  '1.2.3.4¦01.2.3.4¦1.2.3¦::¦::1¦1::2::3¦fe80::1%eth0¦[::1]¦:¦:a¦a:¦a:b¦1:2¦http:¦http:a¦http:/a¦http:///a¦',
  '//a¦///a¦http://¦http://a¦http://a.¦http://a..b¦http://a b¦http://a:1¦http://a:b¦http://a:¦http://a:1:2¦',
  'x://a:1:2¦http://[::1]¦http://[::1¦http://[::1]:1¦http://[::1]a¦http://[1.2.3.4]¦http://[::1.2.3.4]¦',
  'http://[fe80::1%25a]¦http://[fe80::1%25]¦http://[fe80::1%a]¦http://[fe80::1%25%41]¦',
  'http://[fe80::1%25%20]¦http://[fe80::1%25a..b]¦http://a%25b¦http://a%41¦http://a%c3¦http://a%¦http://a/%¦',
  'http://a/%zz¦http://a/%41¦http://a?%¦http://a#%¦http://a#%41¦http://a#\u0001¦http://a?\u0001¦http://u@a¦',
  'http://u:p@a¦http://u%@a¦http://u%41@a¦http://u @a¦http://u@v@a¦http://a[b]¦http://a]b¦http://a<b>¦',
  'http://a{b}¦%¦a%¦a/b:c¦?¦#¦urn:x¦mailto:a@b¦1a:b¦-a:b¦a+b:c¦ldap:///CN=a%20b¦ldap://a/b¦a#b#%¦*#%zz¦',
  'http://::1¦http://a"b',
]
  .join('')
  .split('¦')
  .map(text => Buffer.from(text, 'latin1'))

/** UTCTime and GeneralizedTime, in DER, in BER, and on days that there are not. */
const TIMES = [
  '200101000000Z 2001010000Z 20200101000000Z 200101000000+0100 20200101000000.5Z 991231235959Z ',
  '500101000000Z 490101000000Z 200230000000Z 200101240000Z 200101006000Z 200101000060Z 200101000000 ',
  '00000101000000Z 99991231235959Z 190229000000Z 20200101000000+0000 200101000000-0000 2001010000+0000 ',
  '000229000000Z',
]
  .join('')
  .split(' ')
  .map(text => Buffer.from(text, 'latin1'))

/** Integers at their limits, addresses with masks, UTF-16. */
const NUMBERS = [
  ' 00 01 02 03 04 7f 80 ff 0080 0001 ff80 fffe 7fffffff 0080000000 7fffffffffffffff 8000000000000000 ',
  '008000000000000000 010000000000000000 05 0a000000ff000000 0a000000ff00ff00 d800 ffff fdd0 00410000 ',
  '0a0000',
]
  .join('')
  .split(' ')
  .map(text => Buffer.from(text, 'hex'))

/** Content of OBJECT IDENTIFIERs: those that mean something to a reader, and arcs at the limit of 31 bits and of DER. */
const IDENTIFIERS = [
  ...[14, 15, 16, 17, 19, 29, 30, 31, 32, 33, 35, 36, 37, 54].map(arc => `2.5.29.${arc}`),
  ...['1.3.6.1.5.5.7.1.1', '1.3.6.1.5.5.7.48.1', '1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10'],
  ...['1.2.840.10045.2.1', '1.3.101.112', '1.3.101.110', '1.2.840.10040.4.1', '1.2.840.10045.3.1.7'],
  ...['1.3.132.0.33', '1.3.132.0.34', '1.3.132.0.35', '1.3.132.0.10', '1.2.840.113549.1.9.1', '2.5.4.3'],
].map(dotted => oid(dotted).subarray(2))
const ARCS =
  '55 5580 558001 558780808000 5587ffffff7f 558880808000 87ffffff7f 8880808000 8880808050 88808080cf 558fffffffffff7f'
    .split(' ')
    .map(text => Buffer.from(text, 'hex'))

/** Content that some type or other does not allow. */
export const LEAVES: readonly Buffer[] = [...TEXTS, ...TIMES, ...NUMBERS, ...IDENTIFIERS, ...ARCS]
