import { squareRoot } from './square-root.ts'

/** Fermat's method finds primes that share more than half of their bits within 100 rounds, as zlint does; one for a square. */
const ROUNDS = 101
const EVERY_ROUND = (1n << BigInt(ROUNDS)) - 1n

/**
 * Less than half of the remainders by each of these are those of squares. Together they leave one round in three thousand,
 * and their product is below 2^53.
 */
const MODULI = [64, 9, 5, 7, 11, 13, 17, 19, 23, 29, 31]
const PRODUCT = BigInt(MODULI.reduce((all, modulus) => all * modulus))

/** By modulus and the remainder of n: bit x says whether x² - n can be a square. Filled as they are asked for. */
const POSSIBLE: readonly (bigint | undefined)[][] = MODULI.map(() => [])

function possible(modulus: number, n: number): bigint {
  const squares = new Set<number>()
  for (let root = 0; root < modulus; root++) squares.add((root * root) % modulus)
  let bits = ''
  for (let x = modulus - 1; x >= 0; x--) bits += squares.has((x * x + modulus - n) % modulus) ? '1' : '0'
  return BigInt(`0b${bits.repeat(Math.ceil(ROUNDS / modulus) + 1)}`)
}

/**
 * Whether a number is a product of two that lie so close that Fermat's method finds them at once (CVE-2022-26320): it is
 * x² - y² for one of the first x from its square root on. All rounds are looked at together, a bit for each, and only
 * where no small modulus rules a round out is its y² looked at as a whole.
 */
export function hasClosePrimes(n: bigint): boolean {
  const first = squareRoot(n)
  let left = roundsLeft(Number(n % PRODUCT), Number(first % PRODUCT))
  for (let round = 0n; left !== 0n; round++, left >>= 1n)
    if ((left & 1n) === 1n && isSquare((first + round) ** 2n - n)) return true
  return false
}

function roundsLeft(n: number, first: number): bigint {
  let left = EVERY_ROUND
  for (let index = 0; index < MODULI.length && left !== 0n; index++) {
    const modulus = MODULI[index] ?? 1
    const known = POSSIBLE[index] ?? []
    const rest = n % modulus
    known[rest] ??= possible(modulus, rest)
    left &= known[rest] >> BigInt(first % modulus)
  }
  return left
}

/** Below the root of n, which is the first x, y² would be negative. */
function isSquare(value: bigint): boolean {
  if (value < 0n) return false
  const root = squareRoot(value)
  return root * root === value
}
