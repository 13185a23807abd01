import { checkPrimeSync, createPublicKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasClosePrimes } from '../../src/inspect/close-primes.ts'
import { isOfRoca, smallFactorOf } from '../../src/inspect/small-factors.ts'
import { squareRoot } from '../../src/inspect/square-root.ts'
import { weaknessOfModulus } from '../../src/inspect/weak-modulus.ts'
import { octetsFrom, rsaKey } from '../support/keys.ts'
import { nextPrime } from '../support/primes.ts'

const octetsOf = (n: bigint): Buffer => {
  const digits = n.toString(16)
  return Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex')
}
const weakness = (n: bigint) => weaknessOfModulus(octetsOf(n))
const primeOf = (seed: string, bits: number): bigint => {
  const octets = octetsFrom(seed, bits / 8)
  octets[0] = (octets[0] ?? 0) | 0xc0
  return nextPrime(BigInt(`0x${octets.toString('hex')}`))
}
const modulusOf = (key: Buffer): bigint => {
  const { n = '' } = createPublicKey({ key, format: 'der', type: 'spki' }).export({ format: 'jwk' })
  return BigInt(`0x${Buffer.from(n, 'base64url').toString('hex')}`)
}
/** As the library of ROCA made them: k * M + 65537^a mod M, where M is the product of the first 39 primes. */
const rocaPrime = (seed: string): bigint => {
  const primes = Array.from({ length: 166 }, (_, index) => index + 2).filter(n => checkPrimeSync(BigInt(n)))
  const product = primes.reduce((all, prime) => all * BigInt(prime), 1n)
  let power = 1n
  for (const octet of octetsFrom(`a/${seed}`, 50)) for (let i = 0; i < octet; i++) power = (power * 65537n) % product
  let candidate = BigInt(`0x${octetsFrom(`k/${seed}`, 5).toString('hex')}`) * product + power
  while (!checkPrimeSync(candidate)) candidate += product
  return candidate
}

const p = primeOf('p', 1024)
const q = primeOf('q', 1024)

describe('a modulus is', () => {
  test.each<[string, bigint, unknown]>([
    ['nothing special in a sound key of 1,024 bits', modulusOf(rsaKey('sound', 1024).spki), undefined],
    ['nothing special in a sound key of 2,048 bits', p * q, undefined],
    ['nothing special in a sound key of 4,096 bits', primeOf('long p', 2048) * primeOf('long q', 2048), undefined],
    ['even', p * 2n, { kind: 'small-factor', factor: 2 }],
    ['0', 0n, { kind: 'small-factor', factor: 2 }],
    ['divisible by 3', p * 3n, { kind: 'small-factor', factor: 3 }],
    ['divisible by 751, the last that is looked for', p * 751n, { kind: 'small-factor', factor: 751 }],
    ['divisible by 757, the first that is not', p * 757n, undefined],
    ['divisible by many, of which the smallest is told', p * 743n * 13n * 101n, { kind: 'small-factor', factor: 13 }],
    ['a square', p * p, { kind: 'close-primes' }],
    ['of two primes side by side', p * nextPrime(p + 2n), { kind: 'close-primes' }],
    ['of primes that share their upper half', p * nextPrime(p ^ (1n << 510n)), { kind: 'close-primes' }],
    ['of primes that share a third', p * nextPrime(p ^ (1n << 700n)), undefined],
    ['of ROCA', rocaPrime('one') * rocaPrime('two'), { kind: 'roca' }],
    ['of ROCA in one of its factors only', rocaPrime('one') * primeOf('other', 256), undefined],
  ])('%s', (_, n, expected) => expect(weakness(n)).toEqual(expected))

  test('the same with an octet for its sign', () =>
    expect(weaknessOfModulus(Buffer.concat([Buffer.alloc(1), octetsOf(p * 3n)]))).toEqual(weakness(p * 3n)))
  test('the same as a part of other octets', () =>
    expect(weaknessOfModulus(new Uint8Array([9, ...octetsOf(p * 3n), 9]).subarray(1, -1))).toEqual(weakness(p * 3n)))
  test('not looked at beyond any use', () => expect(weaknessOfModulus(Buffer.alloc(3000))).toBeUndefined())
  test('even where there is none', () => expect(weaknessOfModulus(Buffer.alloc(0))).toEqual(weakness(0n)))
})

const big = (max: number) =>
  fc.uint8Array({ minLength: 1, maxLength: max }).map(octets => BigInt(`0x0${Buffer.from(octets).toString('hex')}`))

describe('against a naive implementation', () => {
  test('square roots', () => {
    const check = (n: bigint) => {
      const root = squareRoot(n)
      expect(root * root <= n && (root + 1n) * (root + 1n) > n).toBe(true)
    }
    fc.assert(fc.property(big(300), check), { numRuns: 2000 })
    fc.assert(
      fc.property(big(100), n => [n * n - 1n, n * n, n * n + 1n].filter(m => m >= 0n).forEach(check)),
      { numRuns: 2000 },
    )
    for (let n = 0n; n < 3000n; n++) check(n)
  })

  test('small factors', () =>
    fc.assert(
      fc.property(big(80), n => {
        let factor: number | undefined
        for (let candidate = 751; candidate > 1; candidate--) if (n % BigInt(candidate) === 0n) factor = candidate
        expect(smallFactorOf(n)).toBe(factor)
      }),
      { numRuns: 1000 },
    ))

  test('close primes, by as many rounds as are promised', () => {
    const naive = (n: bigint): boolean => {
      let x = squareRoot(n)
      if (x * x === n) return true
      for (let round = 0; round < 100; round++) {
        x++
        const y = squareRoot(x * x - n)
        if (y * y === x * x - n) return true
      }
      return false
    }
    fc.assert(
      fc.property(big(40), n => void expect(hasClosePrimes(n)).toBe(naive(n))),
      { numRuns: 1000 },
    )
    const near = fc
      .tuple(big(24), fc.bigInt(0n, 2n ** 104n))
      .map(([a, distance]) => (a | 1n) * ((a | 1n) + 2n * distance))
    fc.assert(
      fc.property(near, n => void expect(hasClosePrimes(n)).toBe(naive(n))),
      { numRuns: 2000 },
    )
  })

  test('the fingerprint of ROCA, by each of the first 39 primes', () => {
    const naive = (n: bigint): boolean => {
      for (let prime = 2; prime <= 167; prime++) {
        if (!checkPrimeSync(BigInt(prime))) continue
        const powers = new Set<number>()
        for (let power = 1 % prime; !powers.has(power); power = (power * 65537) % prime) powers.add(power)
        if (!powers.has(Number(n % BigInt(prime)))) return false
      }
      return true
    }
    const odd = fc.tuple(big(40), fc.nat(60)).map(([n, power]) => (n % 2n === 0n ? 65537n ** BigInt(power) : n))
    const sound = odd.filter(n => smallFactorOf(n) === undefined)
    fc.assert(
      fc.property(sound, n => void expect(isOfRoca(n)).toBe(naive(n))),
      { numRuns: 500 },
    )
  })
})
