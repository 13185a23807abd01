import { describe, expect, test } from 'vitest'
import { describe as say } from '../src/inspect/describe.ts'
import { inspect } from '../src/inspect/index.ts'
import { buildFolder, placesOf, seriousAmong } from './support/build-in-memory.ts'
import { certificate, extension, pem, signed } from './support/certificates.ts'
import { boolean, element, explicit, integer, NULL, oid, sequence, time, utf8 } from './support/der.ts'
import { ecKey, edKey, rsaKey } from './support/keys.ts'

const root = ecKey('inspect root')
const other = ecKey('inspect other')
const tell = (der: Uint8Array) => {
  const read = inspect({ path: 'a', index: 0, line: 1, formats: [], der })
  return 'certificate' in read ? say(read.certificate) : read.fault.message
}

describe('a certificate is described as', () => {
  test.each([
    ['a root', certificate({ key: root }), 'CN=Test Root, self-signed root, ECDSA P-256, 2020-01-01 to 2040-01-01'],
    [
      'a root with an RSA key',
      certificate({ key: rsaKey('inspect', 1024) }),
      'CN=Test Root, self-signed root, RSA 1024, 2020-01-01 to 2040-01-01',
    ],
    [
      'a root with an Ed25519 key',
      certificate({ key: edKey('inspect') }),
      'CN=Test Root, self-signed root, Ed25519, 2020-01-01 to 2040-01-01',
    ],
    [
      'an intermediate',
      certificate({ key: other, subject: 'Sub', issuer: { key: root, subject: 'Test Root' } }),
      'CN=Sub, intermediate issued by CN=Test Root, ECDSA P-256, 2020-01-01 to 2040-01-01',
    ],
    [
      'a server certificate',
      certificate({ key: other, subject: 'harbor', ca: false, issuer: { key: root, subject: 'Test Root' } }),
      'CN=harbor, end certificate issued by CN=Test Root, ECDSA P-256, 2020-01-01 to 2040-01-01',
    ],
    [
      'a self-signed server certificate',
      certificate({ key: root, ca: false }),
      'CN=Test Root, self-signed end certificate, ECDSA P-256, 2020-01-01 to 2040-01-01',
    ],
    [
      'one without basicConstraints',
      certificate({ key: root, ca: 'absent' }),
      'CN=Test Root, self-signed, without basicConstraints, ECDSA P-256, 2020-01-01 to 2040-01-01',
    ],
    [
      'one without a subject',
      certificate({ key: root, subject: [], serial: 0x2a }),
      'no subject, serial 2a, self-signed root, ECDSA P-256, 2020-01-01 to 2040-01-01',
    ],
    [
      'one that never expires',
      certificate({ key: root, notAfter: '9999-12-31' }),
      'CN=Test Root, self-signed root, ECDSA P-256, 2020-01-01 to 9999-12-31',
    ],
  ])('%s', (_, der, expected) => expect(tell(der)).toBe(expected))
})

const algorithm = sequence(oid('1.2.840.10045.4.3.2'))
const name = sequence()
const validity = sequence(time('2020-01-01'), time('2040-01-01'))
const body = (...parts: readonly Uint8Array[]) => signed(sequence(...parts), root)

describe('a structure that RFC 5280 does not have is refused', () => {
  test.each([
    [
      'a version of 4',
      body(explicit(0, integer(3)), integer(1), algorithm, name, validity, name, root.spki),
      /version/,
    ],
    [
      'two versions',
      body(explicit(0, integer(2), integer(2)), integer(1), algorithm, name, validity, name, root.spki),
      /behind the version/,
    ],
    [
      'a field that nobody knows',
      body(explicit(0, integer(2)), integer(1), algorithm, name, validity, name, root.spki, element(0xa7, NULL)),
      /unknown field/,
    ],
    [
      'fields in another order',
      body(
        explicit(0, integer(2)),
        integer(1),
        algorithm,
        name,
        validity,
        name,
        root.spki,
        explicit(3, sequence()),
        element(0x81, [0]),
      ),
      /unknown field/,
    ],
    [
      'a validity of one time',
      body(explicit(0, integer(2)), integer(1), algorithm, name, sequence(time('2020-01-01')), name, root.spki),
      /two times/,
    ],
    ['a missing key', body(explicit(0, integer(2)), integer(1), algorithm, name, validity, name), /public key/],
    ['four parts', sequence(sequence(), algorithm, element(0x03, [0]), NULL), /three parts/],
    [
      'basicConstraints that are not DER',
      certificate({
        key: root,
        ca: 'absent',
        extensions: [extension('2.5.29.19', true, Buffer.from('3003010101', 'hex'))],
      }),
      /neither 00 nor FF/,
    ],
    [
      'octets behind basicConstraints',
      certificate({
        key: root,
        ca: 'absent',
        extensions: [extension('2.5.29.19', true, Buffer.from('30000500', 'hex'))],
      }),
      /behind the value of an extension/,
    ],
    [
      'an extension of four parts',
      certificate({ key: root, extensions: [sequence(oid('2.5.29.14'), boolean(true), element(0x04, [4, 0]), NULL)] }),
      /extension 2.5.29.14 is no such/,
    ],
    [
      'a UTF8String that is not UTF-8',
      certificate({ key: root, subject: [['2.5.4.3', element(0x0c, [0xff])]] }),
      /not UTF-8/,
    ],
    [
      'a BMPString of half a character',
      certificate({ key: root, subject: [['2.5.4.3', element(0x1e, [0])]] }),
      /BMPString/,
    ],
  ])('%s', (_, der, said) => expect(tell(der)).toMatch(said))
})

describe('signatures are really checked', () => {
  const flipped = (der: Buffer, from: number) => {
    const copy = Buffer.from(der)
    copy[copy.length - from] = (copy[copy.length - from] ?? 0) ^ 1
    return copy
  }
  const find = async (folder: Record<string, Uint8Array | string>) =>
    placesOf(seriousAmong((await buildFolder(folder)).findings))

  test.each([
    ['RSA', rsaKey('checked')],
    ['ECDSA', root],
    ['Ed25519', edKey('checked')],
  ])('a %s root with one changed bit is an error', async (_, key) => {
    const der = certificate({ key })
    expect(await find({ 'certs/a.crt': der })).toEqual([])
    expect(await find({ 'certs/a.crt': flipped(der, 1) })).toEqual(['error bad-self-signature certs/a.crt:1'])
  })

  test('an intermediate is checked by the root beside it', async () => {
    const intermediate = certificate({ key: other, subject: 'Sub', issuer: { key: root, subject: 'Test Root' } })
    const beside = pem(certificate({ key: root }))
    const said = ['warning intermediate certs/a.crt:1']
    expect(await find({ 'certs/a.crt': pem(intermediate), 'certs/b.crt': beside })).toEqual(said)
    expect(await find({ 'certs/a.crt': pem(intermediate) })).toEqual(said)
    expect(await find({ 'certs/a.crt': pem(flipped(intermediate, 1)), 'certs/b.crt': beside })).toEqual([
      'warning intermediate certs/a.crt:1',
      'warning unchecked-signature certs/a.crt:1',
    ])
  })

  test('a new key of a root, signed by its old key, is one', async () => {
    const [old, renewed] = [ecKey('old key'), ecKey('new key')]
    const folder = {
      'certs/old.crt': certificate({ key: old, subject: 'Rolling', notBefore: '2019-01-01' }),
      'certs/new.crt': certificate({ key: renewed, subject: 'Rolling', serial: 2 }),
      'certs/new-with-old.crt': certificate({
        key: renewed,
        subject: 'Rolling',
        serial: 3,
        issuer: { key: old, subject: 'Rolling' },
      }),
    }
    const said = ['new-with-old', 'new'].map(file => `warning same-subject certs/${file}.crt:1`)
    expect(await find(folder)).toEqual(said)
    expect(await find({ 'certs/new-with-old.crt': folder['certs/new-with-old.crt'] })).toEqual([
      'error bad-self-signature certs/new-with-old.crt:1',
    ])
  })

  test('the certificate of a server whose CA has its name is no self-signed one', async () => {
    const [ca, server] = [ecKey('alike/ca'), ecKey('alike/server')]
    const own = certificate({
      key: server,
      subject: 'harbor',
      serial: 2,
      ca: false,
      issuer: { key: ca, subject: 'harbor' },
    })
    expect(await find({ 'certs/ca.crt': certificate({ key: ca, subject: 'harbor' }), 'certs/own.crt': own })).toContain(
      'error not-a-ca certs/own.crt:1',
    )
    expect(await find({ 'certs/own.crt': own })).toContain('error bad-self-signature certs/own.crt:1')
  })

  test('an algorithm for another kind of key does not hold', async () => {
    const mixed = rsaKey('mixed')
    const claimed = certificate({ key: { ...mixed, kind: 'ec' } })
    expect(await find({ 'certs/a.crt': claimed })).toEqual(['error bad-self-signature certs/a.crt:1'])
  })

  test('copies are checked once', async () => {
    const intermediate = pem(certificate({ key: other, subject: 'Sub', issuer: { key: root, subject: 'Test Root' } }))
    const beside = pem(certificate({ key: root }))
    const start = performance.now()
    await buildFolder(
      Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`certs/${index}.pem`, intermediate + beside])),
    )
    expect(performance.now() - start).toBeLessThan(3000)
  })

  test('an algorithm that cannot be checked is said', async () => {
    const unknown = sequence(oid('1.2.156.10197.1.501'))
    const tbs = sequence(
      explicit(0, integer(2)),
      integer(1),
      unknown,
      name,
      validity,
      sequence(),
      sequence(unknown, element(0x03, [0, 1, 2])),
    )
    const { findings } = await buildFolder({ 'certs/a.crt': sequence(tbs, unknown, element(0x03, [0, 1])) })
    expect(findings.map(({ message }) => message)).toContain(
      'no subject, serial 01: its signature algorithm cannot be checked here',
    )
  })
})

test('the name of a subject cannot leave its line', () => {
  const hostile = 'a\n- name: evil\u001b[31m\u202e\u2028::error::\u0085'
  expect(tell(certificate({ key: root, subject: [['2.5.4.3', utf8(hostile)]] }))).toMatch(
    /^CN=a\\u\{a\}- name: evil\\u\{1b\}\[31m\\u\{202e\}\\u\{2028\}::error::\\u\{85\}, self-signed root/,
  )
})
