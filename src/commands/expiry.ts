import { type Expiry, endingsOf, isInside } from '../report/expiry.ts'
import { EXPIRY_FORMATS, wantedExpiryFormats } from '../report/expiry-formats.ts'
import { problemsText } from '../report/talk.ts'
import { text } from '../report/text.ts'
import { periodOf } from '../within.ts'
import type { Outcome, World } from './command.ts'
import { printFormats } from './print-formats.ts'
import { filesOf } from './report-files.ts'
import { type SurveyFlags, survey } from './survey.ts'

/** Flags of `expiry`. */
export interface ExpiryFlags extends SurveyFlags {
  readonly within?: string | undefined
  readonly format?: readonly string[] | undefined
}

/** A quarter: what it takes to get a new CA from its owner and to roll the clusters. */
const WITHIN = '90d'

/** Lists certificates by their end, soonest first; 1 where one ends within the time asked for. @throws {RunError} */
export async function run(world: World, flags: ExpiryFlags, operands: readonly string[]): Promise<Outcome> {
  const wanted = wantedExpiryFormats(flags.format)
  const { now, version } = world
  const period = periodOf(flags.within ?? WITHIN, now)
  const { entries, faults, outputsOf } = await survey(world, flags, operands, filesOf(wanted))
  const expiry: Expiry = { version, now, period, faults, endings: endingsOf(entries, now, period, outputsOf) }
  const { out, problems } = await printFormats(
    wanted,
    async name => {
      const { stream, load } = EXPIRY_FORMATS[name]
      const print = await load()
      const columnsOf = (file: string | undefined) => (file === undefined ? world.columns() : undefined)
      return { stream, print: (style, file) => print(expiry, { style, columns: columnsOf(file) }) }
    },
    world,
  )
  const said = [
    text({ config: '', findings: faults }, { style: world.style(), quiet: true }),
    entries.length === 0 ? 'no certificate found\n' : '',
    problemsText(problems, world.style()),
  ]
  const failed = entries.length === 0 || expiry.endings.some(isInside) ? 1 : 0
  return { code: problems.length > 0 ? 2 : failed, out, err: said.join('') }
}
