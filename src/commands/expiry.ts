import { resolve } from 'node:path'
import { writeReport } from '../io/whole-file.ts'
import { type Expiry, endingsOf, isInside } from '../report/expiry.ts'
import { EXPIRY_FORMATS, wantedExpiryFormats } from '../report/expiry-formats.ts'
import { styleFor } from '../report/style.ts'
import { text } from '../report/text.ts'
import { periodOf } from '../within.ts'
import type { Outcome, World } from './command.ts'
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
  let out = ''
  for (const { name, file } of wanted) {
    const print = await EXPIRY_FORMATS[name].load()
    if (file === undefined) out += print(expiry, { style: world.style('out'), columns: world.columns() })
    else await writeReport(resolve(world.cwd, file), print(expiry, { style: styleFor(false), columns: undefined }))
  }
  const said = text({ config: '', findings: faults }, { style: world.style(), quiet: true })
  const code = entries.length === 0 || expiry.endings.some(isInside) ? 1 : 0
  return { code, out, err: entries.length === 0 ? `${said}no certificate found\n` : said }
}
