import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { inspect } from '../../src/inspect/index.ts'
import { startSignatureChecks } from '../../src/inspect/signature.ts'
import { pem } from '../support/certificates.ts'
import { bitString, integer, NULL, octetString, oid, sequence } from '../support/der.ts'
import { ecKey, rsaKey } from '../support/keys.ts'
import { openssl } from '../support/openssl.ts'
import { type Signing, selfSigned } from '../support/self-signed.ts'
import { pss, pssOf, pssOnly, pssParameters, SIGNINGS } from '../support/signings.ts'

/** The state of the first of some certificates, or that the strict reader refuses it. */
async function stateOf(...ders: readonly Uint8Array[]): Promise<string | undefined> {
  const read = ders.map(der => inspect({ path: 'a', index: 0, line: 1, formats: [], der }))
  const certificates = read.flatMap(one => ('certificate' in one ? [one.certificate] : []))
  const [first] = read
  if (first === undefined || !('certificate' in first)) return 'unreadable'
  return startSignatureChecks(certificates).get(first.certificate.id)
}

const flipped = (der: Buffer, at: number, bit = 0) => {
  const copy = Buffer.from(der)
  copy[at] = (copy[at] ?? 0) ^ (1 << bit)
  return copy
}

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

describe.each(SIGNINGS)('%s', (_, signing) => {
  const der = selfSigned(signing)
  const serial = der.indexOf(integer(1), 10) + 2

  test('holds when nothing was changed', async () => expect(await stateOf(der)).toBe('holds'))
  test('is broken by one bit of the signed part', async () =>
    expect(await stateOf(flipped(der, serial, 1))).toBe('broken'))
  test('is broken by one bit of the signature', async () =>
    expect(await stateOf(flipped(der, der.length - 1))).toBe('broken'))
  test('is broken by another key of the kind', async () => {
    const { type, details } = { type: signing.key.asymmetricKeyType, details: signing.key.asymmetricKeyDetails }
    if (type !== 'ec' || details?.namedCurve !== 'prime256v1') return
    expect(await stateOf(selfSigned({ ...signing, spki: ecKey('another').spki }))).toBe('broken')
  })
  test('never holds after one bit of anything was changed', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(der.length * 8 - 1), async bit => {
        expect(await stateOf(flipped(der, bit >> 3, bit & 7))).not.toBe('holds')
      }),
      { numRuns: 120 },
    ))
  test('openssl says the same', () => {
    expect([der, flipped(der, serial, 1), flipped(der, der.length - 1)].map(opensslHolds)).toEqual([true, false, false])
  })
})
