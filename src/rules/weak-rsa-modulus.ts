import { type Weakness, weaknessOfModulus } from '../inspect/weak-modulus.ts'
import { defineRule } from './rule.ts'

function say(weakness: Weakness): string {
  switch (weakness.kind) {
    case 'small-factor':
      return `can be divided by ${weakness.factor}`
    case 'close-primes':
      return 'is the product of two primes that lie close together'
    case 'roca':
      return 'has the fingerprint of a library whose keys can be factored (ROCA)'
  }
}

export default defineRule({
  name: 'weak-rsa-modulus',
  on: 'certificate',
  severity: 'error',
  summary: 'The modulus of an RSA key cannot be factored by simple means',
  why: 'Whoever has the factors has the private key, and signs as this CA.',
  fix: 'treat the CA as broken: ask its owner for one with a new key',
  source: 'CA/Browser Forum Baseline Requirements 6.1.6; CVE-2022-26320; CVE-2017-15361; FIPS 186-5',
  example: 'CN=Small Factor,O=Example,C=GB: its RSA modulus can be divided by 751',
  check: ({ der, key: { rsa } }) => {
    if (rsa === undefined) return undefined
    const weakness = weaknessOfModulus(der.subarray(rsa.modulus.start, rsa.modulus.end))
    if (weakness !== undefined) return `its RSA modulus ${say(weakness)}`
    if (rsa.bits % 8 === 0) return undefined
    return { message: `its RSA modulus has ${rsa.bits} bits, which no usual program makes`, severity: 'warning' }
  },
})
