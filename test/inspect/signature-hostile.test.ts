import { generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bitString, explicit, integer, NULL, octetString, oid, sequence } from '../support/der.ts'
import { ecKey, edKey, rsaKey } from '../support/keys.ts'
import { type Signing, selfSigned } from '../support/self-signed.ts'
import { flipped, stateOf } from '../support/signature-state.ts'
import { pss, pssOf, pssOnly, pssParameters } from '../support/signings.ts'

const rsa = rsaKey('hostile', 1024)
const [ec, ed] = [ecKey('hostile'), edKey('hostile')]
const good = pss('sha256', 'sha256', 32)
const MGF1 = '1.2.840.113549.1.1.8'
const withParameters = (...parameters: Buffer[]): Signing => ({ ...good, algorithm: pssOf(...parameters) })
const byRsa = (spki: Buffer, octets: number): Signing => ({
  key: rsa.privateKey,
  spki,
  algorithm: sequence(oid('1.2.840.113549.1.1.11'), NULL),
  sign: () => Buffer.alloc(octets, 0x55),
})
/** An RSA key of any size: nobody knows its factors, which checking a signature does not ask for. */
const rsaSpki = (modulus: Buffer, exponent: Buffer | number): Buffer =>
  sequence(sequence(oid('1.2.840.113549.1.1.1'), NULL), bitString(sequence(integer(modulus), integer(exponent))))
const odd = (octets: number): Buffer => Buffer.alloc(octets, 0xe3)
const ecdsa = (spki: Buffer): Signing => ({
  key: ec.privateKey,
  spki,
  algorithm: sequence(oid('1.2.840.10045.4.3.2')),
  sign: tbs => sign('sha256', tbs, ec.privateKey),
})
const eddsa = (rest: Partial<Signing>): Signing => ({
  key: ed.privateKey,
  algorithm: sequence(oid('1.3.101.112')),
  sign: tbs => sign(null, tbs, ed.privateKey),
  ...rest,
})
const ecSpki = (parameters: Buffer, point: Buffer): Buffer =>
  sequence(sequence(oid('1.2.840.10045.2.1'), parameters), bitString(point))
const P256 = oid('1.2.840.10045.3.1.7')
const broken = 'broken'
const unknown = 'unknown-algorithm'

describe('hostile and damaged input never holds, and is never waited for', () => {
  test.each<[string, Signing, string]>([
    ['PSS without parameters', withParameters(), broken],
    ['PSS with NULL for parameters', withParameters(NULL), broken],
    ['PSS with parameters twice', withParameters(pssParameters('sha256', 'sha256', 32), NULL), broken],
    ['PSS with an OCTET STRING for parameters', withParameters(octetString([1, 2])), broken],
    ['PSS with defaults that are not what was signed', withParameters(sequence()), broken],
    ['PSS with another salt length', withParameters(pssParameters('sha256', 'sha256', 31)), broken],
    [
      'PSS with a salt of two thousand million octets',
      withParameters(pssParameters('sha256', 'sha256', 2 ** 31 - 1)),
      broken,
    ],
    [
      'PSS with a salt of -1, which Node takes for the digest length',
      withParameters(sequence(explicit(2, [2, 1, 0xff]))),
      broken,
    ],
    ['PSS with a salt of -2, which Node takes for any', withParameters(sequence(explicit(2, [2, 1, 0xfe]))), broken],
    ["PSS with a salt of 40 octets' length", withParameters(sequence(explicit(2, integer(odd(40))))), broken],
    ['PSS with an empty salt length', withParameters(sequence(explicit(2))), broken],
    ['PSS with two salt lengths', withParameters(sequence(explicit(2, integer(32), integer(32)))), broken],
    ['PSS with another trailer', withParameters(pssParameters('sha256', 'sha256', 32, 2)), broken],
    [
      'PSS with fields in another order',
      withParameters(sequence(explicit(2, integer(32)), explicit(0, sequence(oid('2.16.840.1.101.3.4.2.1'))))),
      broken,
    ],
    ['PSS with a field too many', withParameters(sequence(explicit(4, integer(32)))), broken],
    [
      'PSS with a digest that has parameters',
      withParameters(sequence(explicit(0, sequence(oid('2.16.840.1.101.3.4.2.1'), integer(1))))),
      broken,
    ],
    ['PSS with MGF1 of nothing', withParameters(sequence(explicit(1, sequence(oid(MGF1))))), broken],
    ['PSS with MD5', withParameters(pssParameters('1.2.840.113549.2.5', 'sha256', 32)), unknown],
    ['PSS with MD5 in MGF1', withParameters(pssParameters('sha256', '1.2.840.113549.2.5', 32)), unknown],
    [
      'PSS with another mask than MGF1',
      withParameters(sequence(explicit(1, sequence(oid('2.16.840.1.101.3.4.2.11'))))),
      unknown,
    ],
    ['PSS by a key for another digest', { ...good, spki: pssOnly(pssParameters('sha384', 'sha384', 32)) }, broken],
    ['PSS by a key for another mask', { ...good, spki: pssOnly(pssParameters('sha256', 'sha1', 32)) }, broken],
    ['PSS by a key for longer salts', { ...good, spki: pssOnly(pssParameters('sha256', 'sha256', 33)) }, broken],
    ['PSS by a key whose parameters are NULL', { ...good, spki: pssOnly(NULL) }, broken],
    ['PSS by a key for SHA-1 by default', { ...good, spki: pssOnly(sequence()) }, broken],
    ['PSS by an EC key', { ...good, spki: ec.spki }, broken],
    [
      'PKCS #1 v1.5 by a key for PSS',
      {
        key: good.key,
        spki: pssOnly(),
        algorithm: sequence(oid('1.2.840.113549.1.1.11'), NULL),
        sign: tbs => sign('sha256', tbs, good.key),
      },
      broken,
    ],
    ['MD2 with RSA', { ...byRsa(rsa.spki, 128), algorithm: sequence(oid('1.2.840.113549.1.1.2'), NULL) }, unknown],
    ['MD4 with RSA', { ...byRsa(rsa.spki, 128), algorithm: sequence(oid('1.2.840.113549.1.1.3'), NULL) }, unknown],
    ['ECDSA with SHAKE128', { ...ecdsa(ec.spki), algorithm: sequence(oid('1.3.6.1.5.5.7.6.32')) }, unknown],
    ['an algorithm without a name', { ...ecdsa(ec.spki), algorithm: sequence(oid('1.2.3')) }, unknown],
    ['RSA of 16,384 bits and an exponent of 64', byRsa(rsaSpki(odd(2048), odd(8)), 2048), broken],
    ['RSA of 16,392 bits', byRsa(rsaSpki(odd(2049), 3), 2049), unknown],
    ['RSA of a million bits', byRsa(rsaSpki(odd(125_000), 3), 125_000), unknown],
    ['RSA of 3,072 bits and an exponent as long', byRsa(rsaSpki(odd(384), odd(383)), 384), unknown],
    [
      'RSA of 2,048 bits and an exponent of 65',
      byRsa(rsaSpki(odd(256), Buffer.concat([Buffer.from([1]), odd(8)])), 256),
      unknown,
    ],
    ['RSA with an even modulus', byRsa(rsaSpki(Buffer.alloc(128, 0xe2), 3), 128), broken],
    ['RSA with a modulus of 0', byRsa(rsaSpki(Buffer.from([0]), 3), 1), broken],
    ['RSA with a modulus of 1', byRsa(rsaSpki(Buffer.from([1]), 3), 1), broken],
    ['RSA with an exponent of 0', byRsa(rsaSpki(odd(128), 0), 128), broken],
    ['RSA with a signature of no octets', byRsa(rsa.spki, 0), broken],
    ['RSA with a signature longer than its key', byRsa(rsa.spki, 5000), broken],
    ['an EC key of a point off its curve', ecdsa(ecSpki(P256, Buffer.alloc(65, 4))), broken],
    ['an EC key of the point at infinity', ecdsa(ecSpki(P256, Buffer.alloc(1))), broken],
    ['an EC key of nothing', ecdsa(ecSpki(P256, Buffer.alloc(0))), broken],
    ['an EC key on a curve that nobody knows', ecdsa(ecSpki(oid('1.2.3'), Buffer.alloc(65, 4))), unknown],
    [
      'an EC key of two curves',
      ecdsa(sequence(sequence(oid('1.2.840.10045.2.1'), P256, P256), bitString(Buffer.alloc(65, 4)))),
      broken,
    ],
    ['an EC key with NULL for its curve', ecdsa(ecSpki(NULL, Buffer.alloc(65, 4))), unknown],
    [
      'an EC key whose curve is written out as nonsense',
      ecdsa(ecSpki(sequence(integer(1)), Buffer.alloc(65, 4))),
      unknown,
    ],
    ['Ed25519 with parameters', eddsa({ algorithm: sequence(oid('1.3.101.112'), NULL) }), broken],
    [
      'an Ed25519 key with parameters',
      eddsa({ spki: sequence(sequence(oid('1.3.101.112'), NULL), bitString(ed.spki.subarray(12))) }),
      broken,
    ],
    [
      'an Ed25519 key of 31 octets',
      eddsa({ spki: sequence(sequence(oid('1.3.101.112')), bitString(odd(31))) }),
      broken,
    ],
    ['an Ed25519 signature of 63 octets', eddsa({ sign: () => odd(63) }), broken],
    ['a signature with an unused bit', { ...ecdsa(ec.spki), sign: () => Buffer.alloc(72), unused: 1 }, broken],
    [
      'an ML-DSA-65 key of a wrong size',
      {
        ...eddsa({}),
        algorithm: sequence(oid('2.16.840.1.101.3.4.3.18')),
        spki: sequence(sequence(oid('2.16.840.1.101.3.4.3.18')), bitString(odd(1312))),
      },
      broken,
    ],
    [
      'DSA by a key without its parameters',
      {
        ...ecdsa(sequence(sequence(oid('1.2.840.10040.4.1')), bitString(integer(odd(128))))),
        algorithm: sequence(oid('1.2.840.10040.4.3')),
      },
      unknown,
    ],
  ])('%s', async (_, signing, expected) => {
    const der = selfSigned(signing)
    const start = performance.now()
    expect(await stateOf(der)).toBe(expected)
    expect(performance.now() - start).toBeLessThan(500)
  })
})

/** Node 24 with OpenSSL 3.5 made the certificates; what any other Node says of them is the same, or nothing. */
describe('post-quantum roots are checked where Node can, and left open elsewhere', () => {
  const knows = Number.parseFloat(process.versions.openssl) >= 3.5

  test.each(['ml-dsa-44', 'slh-dsa-sha2-128s'])('%s', async name => {
    const text = readFileSync(new URL(`../../fixtures/post-quantum/${name}.pem`, import.meta.url), 'latin1')
    const der = Buffer.from(text.replace(/-----[^-]+-----|\s/g, ''), 'base64')
    expect(await stateOf(der)).toBe(knows ? 'holds' : unknown)
    expect(await stateOf(flipped(der, der.length - 1))).toBe(knows ? broken : unknown)
    expect(await stateOf(flipped(der, der.indexOf(integer(1), 10) + 2, 1))).toBe(knows ? broken : unknown)
  })

  test('an ML-DSA-65 signature of a wrong size is broken on every Node', async () => {
    const mlDsa = sequence(oid('2.16.840.1.101.3.4.3.18'))
    const spki = sequence(mlDsa, bitString(odd(1952)))
    expect(await stateOf(selfSigned(eddsa({ algorithm: mlDsa, spki, sign: () => odd(3309) })))).not.toBe('holds')
    expect(await stateOf(selfSigned(eddsa({ algorithm: mlDsa, spki, sign: () => odd(3308) })))).toBe(broken)
  })
})

describe('a name with several keys', () => {
  const old = generateKeyPairSync('ed25519').privateKey
  const oldRoot = selfSigned({ key: old, algorithm: sequence(oid('1.3.101.112')), sign: tbs => sign(null, tbs, old) })
  const rolled = (algorithm: Buffer): Signing => eddsa({ algorithm, serial: 2, sign: tbs => sign(null, tbs, old) })

  test('holds by the old one', async () =>
    expect(await stateOf(selfSigned(rolled(sequence(oid('1.3.101.112')))), oldRoot)).toBe('other-key'))
  test('is broken without it', async () =>
    expect(await stateOf(selfSigned(rolled(sequence(oid('1.3.101.112')))))).toBe(broken))
  test('is left open where the old one cannot be asked', async () => {
    const own = byRsa(rsa.spki, 128)
    const huge = { ...byRsa(rsaSpki(odd(2049), 3), 2049), serial: 3 }
    expect(await stateOf(selfSigned(own), selfSigned(huge))).toBe(unknown)
  })
})
