/** CA/B Baseline Requirements 6.1.6, from NIST SP 800-89 section 5.3.3: no factor below 752. */
const PRIMES: readonly number[] = Array.from({ length: 750 }, (_, index) => index + 2).filter(candidate => {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) return false
  return true
})

/**
 * Three primes, whose product is below 2^31: the remainder by it says the remainder by each of them, and V8 divides such
 * integers ten times as fast as others. Without an inner loop, because most runs end before V8 has optimised one.
 */
interface Triple {
  readonly product: bigint
  readonly p: number
  readonly q: number
  readonly r: number
}

const TRIPLES: readonly Triple[] = Array.from({ length: Math.ceil(PRIMES.length / 3) }, (_, index) => {
  const [p = 1, q = p, r = p] = PRIMES.slice(index * 3, index * 3 + 3)
  return { product: BigInt(p * q * r), p, q, r }
})

/** Dividing the long modulus costs most, so that half of the triples share one division of it. */
const SHARED = [TRIPLES.slice(0, 23), TRIPLES.slice(23)].map(triples => {
  return { triples, product: triples.reduce((all, { product }) => all * product, 1n) }
})

/** The smallest prime factor below 752, if there is one. (Loops by index take half of the time before V8 has optimised them.) */
export function smallFactorOf(modulus: bigint): number | undefined {
  for (let index = 0; index < SHARED.length; index++) {
    const shared = SHARED[index]
    if (shared === undefined) break
    const part = modulus % shared.product
    for (let at = 0; at < shared.triples.length; at++) {
      const triple = shared.triples[at]
      if (triple === undefined) break
      const rest = Number(part % triple.product)
      if (rest % triple.p === 0) return triple.p
      if (rest % triple.q === 0) return triple.q
      if (rest % triple.r === 0) return triple.r
    }
  }
  return undefined
}

/** The primes by which 65537 does not reach every remainder, and those of the keys of ROCA therefore do not either. */
const TELLING = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157].map(prime => ({
  prime,
  big: BigInt(prime),
}))

/**
 * Whether a modulus has the fingerprint of a library that made primes of one kind only (ROCA, CVE-2017-15361): by every
 * small prime its remainder is a power of 65537. One sound key in a hundred million has it by chance. Source: Nemec and
 * others, "The Return of Coppersmith's Attack" (2017), sections 2.1 and 2.3.
 */
export function isOfRoca(modulus: bigint): boolean {
  for (const { prime, big } of TELLING) if (!isPowerOf65537(Number(modulus % big), prime)) return false
  return true
}

function isPowerOf65537(rest: number, prime: number): boolean {
  let power = 1
  do {
    if (power === rest) return true
    power = (power * 65537) % prime
  } while (power !== 1)
  return false
}
