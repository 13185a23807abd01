import { isEqual } from '../compare/compare.ts'
import { comparePairs } from '../compare/pairs.ts'
import { type Review, review } from '../compare/review.ts'
import { lawOf } from '../law.ts'
import { DIFF_FORMATS, wantedDiffFormats } from '../report/diff-formats.ts'
import { problemsText } from '../report/talk.ts'
import { RunError } from '../run-error.ts'
import type { BuildFlags, Outcome, World } from './command.ts'
import { configuredLaw } from './configured-law.ts'
import { printFormats } from './print-formats.ts'
import { filesOf, requireUnused } from './report-files.ts'
import { committedSide, folderSide, type Side, sideOf } from './sides.ts'

/** Flags of `diff`. */
export interface DiffFlags extends BuildFlags {
  readonly 'exit-code'?: boolean | undefined
}

/** Says what changes between two sides, certificate by certificate; 1 with `--exit-code` where something does. @throws {RunError} */
export async function run(world: World, flags: DiffFlags, operands: readonly string[]): Promise<Outcome> {
  const wanted = wantedDiffFormats(flags.format)
  const [first, second] = operands
  if (first === '-' && second === '-')
    throw new RunError([{ message: 'standard input can be one side only', fix: 'tks-trust diff --help' }])
  await requireUnused(filesOf(wanted), world, flags, operands)
  const before = first === undefined ? await committedSide(world, flags) : await sideOf(first, world, flags)
  const after = second === undefined ? await folderSide(world, flags) : await sideOf(second, world, flags)
  const law = (await configuredLaw(world, flags)) ?? lawOf({}, world.now)
  const reviews = await Promise.all(comparisons(before, after).map(comparison => review(comparison, law)))
  const { version, now } = world
  const report = { version, now, before: before.label, after: after.label, reviews }
  const { out, problems } = await printFormats(
    wanted,
    async name => {
      const { stream, load } = DIFF_FORMATS[name]
      const print = await load()
      return { stream, print: style => print(report, style) }
    },
    world,
  )
  const code = flags['exit-code'] === true && !reviews.every(isUnchanged) ? 1 : 0
  return { code: problems.length > 0 ? 2 : code, out, err: problemsText(problems, world.style()) }
}

const isUnchanged = (review: Review): boolean => isEqual(review)

function comparisons(before: Side, after: Side) {
  const pairs = comparePairs(before.outputs, after.outputs)
  if (pairs !== undefined) return pairs
  const paths = [...before.outputs, ...after.outputs].flatMap(({ path }) => (path === undefined ? [] : [path]))
  throw new RunError([
    {
      message: `${before.label} and ${after.label} cannot be matched: one is a single manifest, the other has several`,
      fix: `name one of the outputs: ${[...new Set(paths)].join(', ')}`,
    },
  ])
}
