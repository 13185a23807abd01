import { comparePairs } from '../compare/pairs.ts'
import { type Review, review } from '../compare/review.ts'
import { isEqual } from '../compare/compare.ts'
import { hasConfig, loadConfig } from '../config/load.ts'
import { parseConfig } from '../config/parse.ts'
import { type Law, lawOf } from '../law.ts'
import { DIFF_FORMATS, wantedDiffFormat } from '../report/diff-formats.ts'
import { RunError } from '../run-error.ts'
import type { BuildFlags, Outcome, World } from './command.ts'
import { committedSide, folderSide, type Side, sideOf } from './sides.ts'

/** Flags of `diff`. */
export interface DiffFlags extends BuildFlags {
  readonly 'exit-code'?: boolean | undefined
}

/** Says what changes between two sides, certificate by certificate; 1 with `--exit-code` where something does. @throws {RunError} */
export async function run(world: World, flags: DiffFlags, operands: readonly string[]): Promise<Outcome> {
  const format = wantedDiffFormat(flags.format)
  const [first, second] = operands
  if (first === '-' && second === '-') throw new RunError([{ message: 'standard input can be one side only', fix: 'tks-trust diff --help' }])
  const before = first === undefined ? await committedSide(world, flags) : await sideOf(first, world, flags)
  const after = second === undefined ? await folderSide(world, flags) : await sideOf(second, world, flags)
  const law = await lawFor(world, flags)
  const reviews = await Promise.all(comparisons(before, after).map(comparison => review(comparison, law)))
  const print = await DIFF_FORMATS[format].load()
  const { version, now } = world
  const out = print({ version, now, before: before.label, after: after.label, reviews }, world.style('out'))
  return { code: flags['exit-code'] === true && !reviews.every(isUnchanged) ? 1 : 0, out }
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

/** The rules as the configuration sets them, else as they are. */
async function lawFor({ cwd, now }: World, { config: named }: BuildFlags): Promise<Law> {
  if (named === undefined && !hasConfig(cwd)) return lawOf({}, now)
  const { config } = await parseConfig(await loadConfig(cwd, named))
  return lawOf(config, now)
}
