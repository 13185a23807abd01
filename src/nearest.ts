import leven from 'leven'

/** The closest of the known words, if a slip of the finger could explain the difference. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map(candidate => ({ candidate, distance: leven(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const [best, next] = ranked
  // Of several that are as close none was meant more than the others.
  if (best === undefined || best.distance === next?.distance) return undefined
  return best.distance <= Math.max(2, word.length / 3) ? best.candidate : undefined
}
