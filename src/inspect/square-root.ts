/**
 * The integer square root, each step of which doubles the bits that are known, so that only the last one divides long
 * numbers. Source: Dickinson's algorithm, as in Python's `math.isqrt` (Modules/mathmodule.c, with its proof).
 */
export function squareRoot(n: bigint): bigint {
  const bits = bitLength(n)
  // A double has 53 bits, so that its own square root is right to begin with.
  if (bits <= 52) return BigInt(Math.floor(Math.sqrt(Number(n))))
  const half = (bits - 1) >> 1
  let shift = 0
  while (half >> shift > 50) shift++
  let known = half >> shift
  let root = BigInt(Math.floor(Math.sqrt(Number(n >> BigInt(2 * (half - known))))))
  while (shift > 0) {
    shift--
    const before = known
    known = half >> shift
    root = (root << BigInt(known - before - 1)) + (n >> BigInt(2 * half - before - known + 1)) / root
  }
  return root * root > n ? root - 1n : root
}

function bitLength(n: bigint): number {
  const digits = n.toString(16)
  return digits.length * 4 - Math.clz32(Number.parseInt(digits[0] ?? '0', 16)) + 28
}
