import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { integer } from '../support/der.ts'
import { rsaKey } from '../support/keys.ts'
import { openssl } from '../support/openssl.ts'
import { type Signing, selfSigned, spkiOf } from '../support/self-signed.ts'
import { flipped, stateOf } from '../support/signature-state.ts'
import { SIGNINGS } from '../support/signings.ts'

const folder = mkdtempSync(join(tmpdir(), 'tks-trust-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'root.pem')

/** What `openssl verify` says of a root's own signature. */
function opensslHolds(der: Buffer): boolean {
  writeFileSync(file, pem(der))
  try {
    openssl(['verify', '-check_ss_sig', '-no_check_time', '-auth_level', '0', '-CAfile', file, file])
    return true
  } catch {
    return false
  }
}

/** `openssl verify` knows the digest and the key, but not the two under one OID. */
const UNKNOWN_TO_OPENSSL = /^RSA with SHA-512\/|^ECDSA with SHA3/

const anotherDsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).privateKey

/** Another key that could have made such a signature. */
function anotherKey({ key: { asymmetricKeyType: type, asymmetricKeyDetails: details } }: Signing): KeyObject {
  if (type === 'rsa') return rsaKey('another').privateKey
  if (type === 'dsa') return anotherDsa
  if (type === 'ed25519') return generateKeyPairSync('ed25519').privateKey
  if (type === 'ed448') return generateKeyPairSync('ed448').privateKey
  return generateKeyPairSync('ec', { namedCurve: details?.namedCurve ?? 'P-256' }).privateKey
}

describe.each(SIGNINGS)('%s', (name, signing) => {
  const der = selfSigned(signing)
  const serial = der.indexOf(integer(1), 10) + 2
  const changed = [flipped(der, serial, 1), flipped(der, der.length - 1)]

  test('holds as it was signed', async () => expect(await stateOf(der)).toBe('holds'))
  test('is broken by one bit of the signed part, or of the signature', async () =>
    expect(await Promise.all(changed.map(one => stateOf(one)))).toEqual(['broken', 'broken']))
  test('is broken by another key of its kind', async () =>
    expect(await stateOf(selfSigned({ ...signing, spki: spkiOf(anotherKey(signing)) }))).toBe('broken'))
  // The first octet is the tag of the whole, which the decoder looks at.
  test('does not hold with one bit changed anywhere', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 8, max: der.length * 8 - 1 }), async bit => {
        expect(await stateOf(flipped(der, bit >> 3, bit & 7))).not.toBe('holds')
      }),
      { numRuns: 100 },
    ))
  test.skipIf(UNKNOWN_TO_OPENSSL.test(name))('openssl says the same', () =>
    expect([der, ...changed].map(opensslHolds)).toEqual([true, false, false]),
  )
})
