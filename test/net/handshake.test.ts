import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFlight } from '../../src/net/handshake/flight.ts'
import { CHAIN_ROOT, ISSUING, LEAF } from '../support/chain.ts'
import {
  CERTIFICATE_REQUEST,
  CERTIFICATE_REQUEST_13,
  CHANGE_CIPHER_SPEC,
  certificates12,
  certificates13,
  ENCRYPTED_EXTENSIONS,
  inPieces,
  keyLogOf,
  message,
  record,
  SERVER_HELLO_DONE,
  sealer,
  serverHello,
} from '../support/flights.ts'
import { octetsFrom } from '../support/keys.ts'
import * as RFC8448 from '../support/rfc8448.ts'
import { hex } from '../support/shown.ts'

const CHAIN = [LEAF, CHAIN_ROOT, ISSUING, ISSUING]
const HELLO_12 = serverHello(0x0303)
const HELLO_13 = serverHello(0x0304)

/** What it comes to, short enough for a table. */
function read(recording: Uint8Array, keyLog: readonly string[] = []) {
  const flight = readFlight(recording, keyLog)
  if (flight.kind === 'unreadable') return flight.refusal.message
  if (flight.kind === 'incomplete') return 'incomplete'
  const { certificates, version, asksForCertificate } = flight
  return { certificates: hex(certificates), version, asksForCertificate }
}

const shows = (version: string, asksForCertificate = false) => ({
  certificates: hex(CHAIN),
  version,
  asksForCertificate,
})

describe('of TLS 1.2, certificates are read as they were sent', () => {
  const list = certificates12(CHAIN)
  const all = Buffer.concat([HELLO_12, list, message(12, Buffer.alloc(70)), SERVER_HELLO_DONE])
  test.each<[string, Buffer, boolean?]>([
    [
      'where each message is in a record of its own',
      Buffer.concat([HELLO_12, list, SERVER_HELLO_DONE].map(m => record(22, m))),
    ],
    ['where all messages are in one record', record(22, all)],
    ['where records are of one octet each', Buffer.concat(inPieces(all, 1).map(piece => record(22, piece)))],
    ['where records end anywhere', Buffer.concat(inPieces(all, 333).map(piece => record(22, piece)))],
    [
      'where records are empty in between',
      Buffer.concat(inPieces(all, 333).flatMap(piece => [record(22, Buffer.alloc(0)), record(22, piece)])),
    ],
    ['where a greeting is asked for first', Buffer.concat([record(22, message(0)), record(22, all)])],
    ['behind a warning', Buffer.concat([record(21, Buffer.from([1, 112])), record(22, all)])],
    [
      'before the status of the certificate',
      record(22, Buffer.concat([HELLO_12, list, message(22, Buffer.alloc(20)), SERVER_HELLO_DONE])),
    ],
    [
      'where the client is asked for its own',
      record(22, Buffer.concat([HELLO_12, list, CERTIFICATE_REQUEST, SERVER_HELLO_DONE])),
      true,
    ],
    [
      'whatever is behind the handshake',
      Buffer.concat([record(22, all), CHANGE_CIPHER_SPEC, record(22, octetsFrom('finished', 40))]),
    ],
    [
      'though the connection goes wrong behind them',
      Buffer.concat([record(22, Buffer.concat([HELLO_12, list])), Buffer.from('HTTP/1.1 400')]),
    ],
  ])('%s', (_, recording, asks = false) => expect(read(recording)).toEqual(shows('TLS 1.2', asks)))

  test('also none, which is for others to judge', () =>
    expect(read(record(22, Buffer.concat([HELLO_12, certificates12([])])))).toMatchObject({ certificates: [] }))
})

describe('of TLS 1.3, certificates are read as they were sent', () => {
  const secret = octetsFrom('secret', 32)
  const list = certificates13(CHAIN)
  const flight = Buffer.concat([
    ENCRYPTED_EXTENSIONS,
    list,
    message(15, Buffer.alloc(70)),
    message(20, Buffer.alloc(32)),
  ])
  const hello = record(22, HELLO_13)

  type Seal = ReturnType<typeof sealer>
  test.each<[string, (seal: Seal) => readonly Buffer[], boolean?]>([
    ['where all messages are in one record', seal => [hello, seal(flight)]],
    ['where each message is in a record of its own', seal => [hello, seal(ENCRYPTED_EXTENSIONS), seal(list)]],
    ['where records are of one octet each', seal => [hello, ...inPieces(flight, 1).map(piece => seal(piece))]],
    ['where records end anywhere', seal => [hello, ...inPieces(flight, 333).map(piece => seal(piece))]],
    [
      'where records are padded',
      seal => [hello, ...inPieces(flight, 333).map((piece, padding) => seal(piece, { padding }))],
    ],
    [
      'where a change of cipher is pretended',
      seal => [hello, CHANGE_CIPHER_SPEC, seal(ENCRYPTED_EXTENSIONS), CHANGE_CIPHER_SPEC, seal(list)],
    ],
    [
      'where another greeting is wanted first',
      seal => [record(22, serverHello(0x0304, 0x1301, true)), CHANGE_CIPHER_SPEC, hello, seal(flight)],
    ],
    [
      'where the client is asked for its own',
      seal => [hello, seal(Buffer.concat([ENCRYPTED_EXTENSIONS, CERTIFICATE_REQUEST_13, list]))],
      true,
    ],
    [
      'where certificates have extensions',
      seal => [hello, seal(Buffer.concat([ENCRYPTED_EXTENSIONS, certificates13(CHAIN, octetsFrom('stamp', 99))]))],
    ],
    ['whatever is behind the handshake', seal => [hello, seal(flight), record(23, octetsFrom('data', 400))]],
  ])('%s', (_, records, asks = false) => {
    expect(read(Buffer.concat(records(sealer(secret, 0x1301))), keyLogOf(secret))).toEqual(shows('TLS 1.3', asks))
  })

  test.each([0x1301, 0x1302, 0x1303] as const)('under cipher suite %i', suite => {
    const long = octetsFrom('secret', suite === 0x1302 ? 48 : 32)
    const seal = sealer(long, suite)
    const records = [record(22, serverHello(0x0304, suite)), ...inPieces(flight, 500).map(piece => seal(piece))]
    expect(read(Buffer.concat(records), keyLogOf(long))).toEqual(shows('TLS 1.3'))
  })

  test('as RFC 8448 has it', () =>
    expect(read(RFC8448.recording, keyLogOf(RFC8448.secret))).toMatchObject({ certificates: [RFC8448.certificate] }))
})

describe('what is not there yet is not guessed', () => {
  const secret = octetsFrom('secret', 32)
  const seal = sealer(secret, 0x1301)
  const flight13 = Buffer.concat([ENCRYPTED_EXTENSIONS, certificates13(CHAIN)])
  test.each<[string, Uint8Array]>([
    [
      'TLS 1.2',
      Buffer.concat(inPieces(Buffer.concat([HELLO_12, certificates12(CHAIN)]), 400).map(piece => record(22, piece))),
    ],
    ['TLS 1.3', Buffer.concat([record(22, HELLO_13), ...inPieces(flight13, 400).map(piece => seal(piece))])],
  ])('%s may end after any of its octets', (version, recording) => {
    for (let length = 0; length < recording.length; length++)
      expect(read(recording.subarray(0, length), keyLogOf(secret)), `after ${length}`).toBe('incomplete')
    expect(read(recording, keyLogOf(secret))).toEqual(shows(version))
  })
})

describe('what makes no sense is told', () => {
  const secret = octetsFrom('secret', 32)
  const hello = record(22, HELLO_13)
  const sealed = (content: Uint8Array, options = {}) => Buffer.concat([hello, sealer(secret, 0x1301)(content, options)])
  const spoiled = sealed(certificates13(CHAIN))
  spoiled.writeUInt8(spoiled.readUInt8(100) ^ 1, 100)
  const NOT_READ = 'the TLS handshake of the server cannot be read: '
  const NO_TLS = 'what listens there does not speak TLS; perhaps plain HTTP'
  const TOO_OLD = 'the server speaks TLS 1.1 at most, which Go refuses ("tls: protocol version not supported")'

  test.each<[string, Buffer, string]>([
    ['HTTP', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), NO_TLS],
    ['SSH', Buffer.from('SSH-2.0-OpenSSH_9.6\r\n'), NO_TLS],
    ['one octet that TLS does not begin with', Buffer.from([0x32]), NO_TLS],
    ['a record of another protocol', Buffer.from([22, 7]), NO_TLS],
    [
      'something between records',
      Buffer.concat([record(22, HELLO_12), Buffer.from('HTTP')]),
      `${NOT_READ}there is something else between its records`,
    ],
    ['a record that is too long', Buffer.from([22, 3, 3, 0x48, 0x01]), `${NOT_READ}a record is longer than TLS allows`],
    ['TLS 1.1', record(22, serverHello(0x0302)), TOO_OLD],
    ['SSL 3', record(22, serverHello(0x0300)), TOO_OLD],
    [
      'a version that nobody offered',
      record(22, Buffer.concat([HELLO_13.subarray(0, -1), Buffer.from([5])])),
      `${NOT_READ}it speaks a version of TLS that was not offered, 0x305`,
    ],
    ['an alert about the version', record(21, Buffer.from([2, 70])), TOO_OLD],
    [
      'an alert about everything',
      record(21, Buffer.from([2, 40])),
      'the server refuses the TLS handshake: handshake failure',
    ],
    [
      'an alert about the name',
      record(21, Buffer.from([2, 112])),
      'the server refuses the TLS handshake: unrecognized name',
    ],
    [
      'an alert that nobody knows',
      record(21, Buffer.from([2, 200])),
      'the server refuses the TLS handshake: alert 200',
    ],
    ['a goodbye', record(21, Buffer.from([1, 0])), 'the server refuses the TLS handshake: close notify'],
    [
      'an alert under TLS 1.3',
      sealed(Buffer.from([2, 80]), { type: 21 }),
      'the server refuses the TLS handshake: internal error',
    ],
    [
      'data before the handshake',
      record(23, Buffer.from('data')),
      `${NOT_READ}it sends something else before its certificates`,
    ],
    [
      'certificates before the ServerHello',
      record(22, certificates12(CHAIN)),
      `${NOT_READ}it does not begin with a ServerHello`,
    ],
    [
      'a ServerHello that is cut off',
      record(22, message(2, HELLO_12.subarray(4, 30))),
      `${NOT_READ}its ServerHello is shorter than it says`,
    ],
    [
      'a list of certificates that is cut off',
      record(22, Buffer.concat([HELLO_12, message(11, Buffer.from('000009000009', 'hex'))])),
      `${NOT_READ}its Certificate message is shorter than it says`,
    ],
    [
      'a certificate that is cut off',
      record(22, Buffer.concat([HELLO_12, message(11, Buffer.from('000004000009ff', 'hex'))])),
      `${NOT_READ}its list of certificates is shorter than it says`,
    ],
    [
      'something behind the list of certificates',
      record(22, Buffer.concat([HELLO_12, message(11, Buffer.from('00000000', 'hex'))])),
      `${NOT_READ}its Certificate message is longer than it says`,
    ],
    [
      'certificates of TLS 1.3 in the clear',
      Buffer.concat([hello, record(22, certificates13(CHAIN))]),
      `${NOT_READ}a record does not decrypt`,
    ],
    [
      'certificates of TLS 1.3 in the record of the ServerHello',
      record(22, Buffer.concat([HELLO_13, certificates13(CHAIN)])),
      `${NOT_READ}it sends in the clear what must be encrypted`,
    ],
    [
      'the beginning of a message there',
      record(22, Buffer.concat([HELLO_13, Buffer.from([11])])),
      `${NOT_READ}it sends in the clear what must be encrypted`,
    ],
    ['a changed record', spoiled, `${NOT_READ}a record does not decrypt`],
    [
      'a record of nothing but padding',
      sealed(Buffer.alloc(0), { type: 0, padding: 9 }),
      `${NOT_READ}a record is empty`,
    ],
    [
      'a record without a seal',
      Buffer.concat([hello, record(23, Buffer.alloc(16))]),
      `${NOT_READ}a record is too short`,
    ],
    [
      'a cipher suite that nobody offered',
      record(22, serverHello(0x0304, 0x1304)),
      `${NOT_READ}it has chosen a cipher suite that was not offered, 4868`,
    ],
    [
      'more certificates than Go takes',
      record(22, Buffer.concat([HELLO_12, Buffer.from([11, 4, 0, 1])])),
      'the server sends 257 KiB of certificates; Go takes 256 KiB',
    ],
    [
      'a longer message than Go takes',
      record(22, Buffer.concat([HELLO_12, Buffer.from([12, 1, 0, 1])])),
      'the server sends 65 KiB of handshake in one message; Go takes 64 KiB',
    ],
  ])('%s', (_, recording, said) => expect(read(recording, keyLogOf(secret))).toBe(said))

  test('TLS 1.3 without the key', () => expect(read(hello, [])).toBe(`${NOT_READ}the key of TLS 1.3 is not known`))

  test('as many certificates as Go takes are taken', () => {
    const most = 262144 - 6
    const recording = inPieces(Buffer.concat([HELLO_12, certificates12([Buffer.alloc(most)])]), 16384)
    expect(readFlight(Buffer.concat(recording.map(piece => record(22, piece))), [])).toMatchObject({
      kind: 'certificates',
    })
  })
})

describe('whatever a server sends', () => {
  const secret = octetsFrom('secret', 32)
  const seal = sealer(secret, 0x1303)
  const in12 = Buffer.concat(
    inPieces(Buffer.concat([HELLO_12, certificates12(CHAIN), CERTIFICATE_REQUEST, SERVER_HELLO_DONE]), 700).map(piece =>
      record(22, piece),
    ),
  )
  const hello13 = record(22, serverHello(0x0304, 0x1303))
  const in13 = inPieces(Buffer.concat([ENCRYPTED_EXTENSIONS, certificates13(CHAIN)]), 700).map(piece => seal(piece))

  /** Octets become others, come in or go. */
  const spoilt = (source: Buffer) =>
    fc
      .array(fc.tuple(fc.nat(source.length), fc.nat(4), fc.uint8Array({ maxLength: 6 })), {
        minLength: 1,
        maxLength: 3,
      })
      .map(changes =>
        changes.reduce(
          (octets, [at, gone, come]) => Buffer.concat([octets.subarray(0, at), come, octets.subarray(at + gone)]),
          source,
        ),
      )
  const runs = { numRuns: 3000 }

  test('arbitrary octets are no certificates', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), octets => {
        expect(readFlight(octets, keyLogOf(secret)).kind).not.toBe('certificates')
      }),
      runs,
    ))

  test('what has been changed under TLS 1.2 is read or told', () =>
    fc.assert(
      fc.property(spoilt(in12), octets => {
        const flight = readFlight(octets, keyLogOf(secret))
        if (flight.kind === 'unreadable') expect(flight.refusal.fix).not.toBe('')
      }),
      runs,
    ))

  test('what has been changed under TLS 1.3 is never taken for certificates', () =>
    fc.assert(
      fc.property(spoilt(Buffer.concat(in13)), octets => {
        const flight = readFlight(Buffer.concat([hello13, octets]), keyLogOf(secret))
        if (flight.kind === 'certificates') expect(hex(flight.certificates)).toEqual(hex(CHAIN))
      }),
      runs,
    ))

  test.each<[string, Buffer]>([
    ['a mebibyte of empty records', Buffer.concat(Array<Buffer>(209_715).fill(record(22, Buffer.alloc(0))))],
    [
      'a mebibyte of records of an octet',
      Buffer.concat([
        record(22, HELLO_12),
        record(22, Buffer.from([11, 3, 0, 0])),
        ...Array<Buffer>(174_762).fill(record(22, Buffer.from([0]))),
      ]),
    ],
    ['a mebibyte of messages that say nothing', Buffer.concat(Array<Buffer>(64).fill(record(22, Buffer.alloc(16384))))],
  ])('%s takes less than a second', (_, recording) => {
    const before = performance.now()
    expect(read(recording)).toBe('incomplete')
    expect(performance.now() - before).toBeLessThan(1000)
  })
})
