import { checkPrimeSync } from 'node:crypto'

/** The odd primes up to 4,000: what none of them divides is worth a real test, which takes a thousand times as long. */
const SMALL: readonly number[] = sieve(4000).slice(1)

/**
 * The first prime from a number on.
 * @param isWanted what else must hold of it
 */
export function nextPrime(from: bigint, isWanted: (prime: bigint) => boolean = () => true): bigint {
  const start = from | 1n
  if (start <= 4000n ** 2n) return firstOf(start, () => false, isWanted)
  const rests = SMALL.map(prime => Number(start % BigInt(prime)))
  return firstOf(
    start,
    distance => SMALL.some((prime, index) => ((rests[index] ?? 0) + distance) % prime === 0),
    isWanted,
  )
}

function firstOf(
  start: bigint,
  isComposite: (distance: number) => boolean,
  isWanted: (prime: bigint) => boolean,
): bigint {
  for (let distance = 0; ; distance += 2) {
    const candidate = start + BigInt(distance)
    if (!isComposite(distance) && isWanted(candidate) && checkPrimeSync(candidate)) return candidate
  }
}

function sieve(limit: number): number[] {
  const isComposite = new Uint8Array(limit + 1)
  const primes: number[] = []
  for (let number = 2; number <= limit; number++) {
    if (isComposite[number] === 1) continue
    primes.push(number)
    for (let multiple = number * number; multiple <= limit; multiple += number) isComposite[multiple] = 1
  }
  return primes
}
