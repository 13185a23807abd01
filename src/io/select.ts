import micromatch from 'micromatch'

/** As the search for sources does: case does not matter, so that ROOT.CRT is not lost, and dot files are left alone. */
const MATCHING = { nocase: true, dot: false } as const

/** Whether a path is among those that `include` names and `exclude` does not; without `include` all are. */
export function selects(
  path: string,
  include: readonly string[] | undefined,
  exclude: readonly string[] | undefined,
): boolean {
  return (
    (include === undefined || matching([path], include).length > 0) &&
    !(exclude !== undefined && matching([path], exclude).length > 0)
  )
}

/** The paths that match one of the patterns and none of those that begin with `!`. */
export const matching = (paths: readonly string[], patterns: readonly string[]): string[] =>
  micromatch([...paths], [...patterns], MATCHING)

/** The patterns that match none of the paths, without those that begin with `!`. */
export function unmatchedAmong(patterns: readonly string[], paths: readonly string[]): string[] {
  return patterns.filter(pattern => {
    const matches = micromatch.matcher(pattern, MATCHING)
    return !pattern.startsWith('!') && !paths.some(path => matches(path))
  })
}
