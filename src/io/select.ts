import micromatch from 'micromatch'

/** As the search for sources does: case does not matter, so that ROOT.CRT is not lost, and dot files are left alone. */
const MATCHING = { nocase: true, dot: false, noext: true } as const

/**
 * A pattern for the matcher, which takes `(`, `)`, `|` and `+` for parts of a regular expression. Here they are what they are in `Root (2).crt`:
 * `(a+)+b` would keep a matcher busy for ever, and patterns come from whoever can push.
 */
export const forMatcher = (pattern: string): string =>
  pattern.replace(/\\.|[()|+]/gs, part => (part.length > 1 ? part : `\\${part}`))

/** Tells whether a path is among those that `include` names and `exclude` does not; without `include` all are. */
export function selector({
  include,
  exclude,
}: {
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
}): (path: string) => boolean {
  const included = include === undefined ? () => true : matcherOf(include)
  const excluded = exclude === undefined ? () => false : matcherOf(exclude)
  return path => included(path) && !excluded(path)
}

/** Tells whether a path matches one of the patterns and none of those that begin with `!`. Each pattern is compiled once. */
function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const { positive, negative } = split(patterns)
  const [wanted, left] = [positive, negative].map(some =>
    some.map(pattern => micromatch.matcher(forMatcher(pattern), MATCHING)),
  )
  return path => wanted?.some(matches => matches(path)) === true && left?.some(matches => matches(path)) !== true
}

/** Patterns, and those among them that begin with `!`, without it. */
function split(patterns: readonly string[]): { readonly positive: string[]; readonly negative: string[] } {
  const positive = patterns.filter(pattern => !pattern.startsWith('!'))
  return { positive, negative: patterns.filter(pattern => pattern.startsWith('!')).map(pattern => pattern.slice(1)) }
}

/** The paths that match one of the patterns and none of those that begin with `!`, wherever these stand. */
export function matching(paths: readonly string[], patterns: readonly string[]): string[] {
  const { positive, negative } = split(patterns)
  return positive.length === 0
    ? []
    : micromatch([...paths], positive.map(forMatcher), { ...MATCHING, ignore: negative.map(forMatcher) })
}

/** The patterns that match none of the paths, without those that begin with `!`. */
export function unmatchedAmong(patterns: readonly string[], paths: readonly string[]): string[] {
  return split(patterns).positive.filter(pattern => {
    const matches = micromatch.matcher(forMatcher(pattern), MATCHING)
    return !paths.some(path => matches(path))
  })
}

/** Files that look like ours and match no pattern, but for those that a pattern with `!` leaves out on purpose. */
export function ignoredAmong(
  paths: readonly string[],
  matched: ReadonlySet<string>,
  patterns: readonly string[],
): string[] {
  const left = paths.filter(path => !matched.has(path))
  const onPurpose = new Set(matching(left, split(patterns).negative))
  return left.filter(path => !onPurpose.has(path))
}

/** Whether a pattern could lead to something at or below a path that no pattern with `!` leaves out. */
export function couldLead(path: string, patterns: readonly string[]): boolean {
  const { positive, negative } = split(patterns)
  // Nothing matches a line break, so that one in the path is taken for any other character.
  const there = path.replace(/[\n\r\u2028\u2029]/g, '-')
  const isLeftOut = matching([there, `${there}/x`], negative).length > 0
  return !isLeftOut && positive.some(pattern => leadsTo(pattern, there))
}

/** Whether the folders of a pattern, as far as they are given, are those of a path. */
function leadsTo(pattern: string, path: string): boolean {
  const [steps, folders] = [pattern.split('/'), path.split('/')]
  for (const [index, folder] of folders.entries()) {
    const step = steps[index]
    if (step === '**') return true
    if (step === undefined || matching([folder], [step]).length === 0) return false
  }
  return true
}

/** Patterns with their braces spelt out: `certs/*.{crt,pem}` becomes two. */
export const alternativesOf = (patterns: readonly string[]): string[] =>
  patterns.flatMap(pattern => (pattern.includes('{') ? micromatch.braces(pattern, { expand: true }) : [pattern]))

/** The folder in which a pattern searches: its steps up to the first that is no plain name, empty for the root. */
export function staticFolderOf(pattern: string): string {
  const { base, glob } = micromatch.scan(forMatcher(pattern))
  const folder = glob === '' ? base.slice(0, Math.max(0, base.lastIndexOf('/'))) : base
  return folder.replace(/\\(.)/g, '$1')
}
