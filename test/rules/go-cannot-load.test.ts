import { rootCertificates } from 'node:tls'
import { beforeAll, describe, expect, test } from 'vitest'
import { authority } from '../../fixtures/rules/authority.ts'
import { curveKey } from '../../fixtures/rules/keys/curves.ts'
import { ed25519 } from '../../fixtures/rules/keys/others.ts'
import { rsaNumbers, rsaSigner } from '../../fixtures/rules/keys/rsa.ts'
import { decodeOneDer } from '../../src/decode/der-blocks.ts'
import { inspect } from '../../src/inspect/index.ts'
import type { Certificate, RuleName } from '../../src/model.ts'
import { CERTIFICATE_RULES } from '../../src/rules/index.ts'
import type { Circumstances } from '../../src/rules/rule.ts'
import { CURVES } from '../support/ecdsa.ts'
import { hasGo, whyGoDoesNotLoad } from '../support/go.ts'
import { chanceFrom, mutationsOf } from '../support/mutations.ts'
import { EVERY_EXTENSION } from '../support/with-everything.ts'

/** Rules whose errors mean, among other things, that Go does not load the certificate. */
const ABOUT_GO: ReadonlySet<RuleName> = new Set([
  'go-cannot-load',
  'negative-serial',
  'name-encoding',
  'duplicate-extension',
  'signature-algorithm-mismatch',
  'uncommon-curve',
  'explicit-curve',
  'rsa-exponent',
  'dsa-key',
] as const)

const CIRCUMSTANCES: Circumstances = {
  now: '2026-06-15T12:00:00Z',
  signature: undefined,
  isCommitted: true,
  output: 'tks.yaml',
}

/** Rules about Go that a certificate breaks with an error. */
const brokenBy = (certificate: Certificate): RuleName[] =>
  CERTIFICATE_RULES.filter(({ name, severity, check }) => {
    if (!ABOUT_GO.has(name)) return false
    const said = check(certificate, CIRCUMSTANCES, {})
    return said !== undefined && (typeof said === 'string' ? severity : (said.severity ?? severity)) === 'error'
  }).map(({ name }) => name)

/** What we refuse to read, or else the rules that are broken. */
function weSay(der: Uint8Array): readonly RuleName[] {
  const [part] = decodeOneDer(der, { line: 1, formats: [] })
  if (part === undefined) throw new RangeError('not even a fault')
  const seen = inspect({ ...part, path: 'ca.crt', index: 0 })
  return 'fault' in seen ? [seen.fault.rule] : brokenBy(seen.certificate)
}

const keys = [
  rsaSigner(rsaNumbers('rsa 2048')),
  ed25519('one'),
  ...(['p224', 'p256', 'p384', 'p521'] as const).map(name => curveKey(CURVES[name], 'mutations')),
]
const originals = [
  ...keys.map((key, index) => authority(`Original ${index}`, { key, extensions: EVERY_EXTENSION }).der),
  ...rootCertificates.slice(0, 20).map(pem => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')),
]

test('nothing is said of what is right', () => expect(originals.map(weSay)).toEqual(originals.map(() => [])))

// What Go says is recorded for the fixtures (agreement.test.ts); here it is asked, where there is one.
describe.skipIf(!hasGo())('of five thousand certificates with a fault somewhere', () => {
  let both: readonly { readonly go: string; readonly we: readonly RuleName[]; readonly der: string }[] = []

  beforeAll(() => {
    const faulty = mutationsOf(originals, chanceFrom(Number(process.env.SEED ?? 20210310)))
    const certificates = Array.from({ length: 5000 }, () => faulty.next().value)
    both = whyGoDoesNotLoad(certificates).map((go, index) => {
      const der = certificates[index] ?? Buffer.alloc(0)
      return { go, we: weSay(der), der: der.toString('hex') }
    })
    // Go may have to compile its library first.
  }, 180_000)

  test('every one that Go does not load is an error', () => {
    expect(both.filter(({ go }) => go !== '').length).toBeGreaterThan(1000)
    expect(both.filter(({ go, we }) => go !== '' && we.length === 0)).toEqual([])
  })

  test('every one that this rule refuses Go does not load', () => {
    expect(both.filter(({ we }) => we.includes('go-cannot-load')).length).toBeGreaterThan(100)
    expect(both.filter(({ go, we }) => go === '' && we.includes('go-cannot-load'))).toEqual([])
  })
})
