import { findIssuers } from '../inspect/issuers.ts'
import { startSignatureChecks } from '../inspect/signature.ts'
import { judgeCertificate } from '../judge.ts'
import type { Finding } from '../model.ts'
import { plural } from '../plural.ts'
import type { Inspection } from '../report/inspection.ts'
import { RunError } from '../run-error.ts'
import type { Outcome, World } from './command.ts'
import { type Survey, type SurveyFlags, survey } from './survey.ts'

/** Flags of `inspect`. */
export interface InspectFlags extends SurveyFlags {
  readonly json?: boolean | undefined
  readonly table?: boolean | undefined
}

/** Tells what certificates there are in files, folders, standard input or the sources of the configuration. @throws {RunError} */
export async function run(world: World, flags: InspectFlags, operands: readonly string[]): Promise<Outcome> {
  if (flags.json === true && flags.table === true)
    throw new RunError([{ message: '--json and --table exclude each other', fix: 'keep one of them' }])
  const surveyed = await survey(world, flags, operands)
  const inspection = await inspectionOf(surveyed, world)
  const { entries, faults, passedOver } = inspection
  const { text } = await import('../report/text.ts')
  const talk = [
    text({ config: '', findings: faults }, { style: world.style(), quiet: false }),
    passedOver === 0 ? '' : `${plural(passedOver, 'other file')} skipped\n`,
    entries.length === 0 ? 'no certificate found\n' : '',
  ]
  const code = entries.length === 0 || faults.some(({ severity }) => severity === 'error') ? 1 : 0
  return { code, out: await print(inspection, flags, world), err: talk.join('') }
}

async function print(inspection: Inspection, flags: InspectFlags, { style, columns }: World): Promise<string> {
  if (flags.json === true) return (await import('../report/inspect-json.ts')).inspectJson(inspection)
  if (inspection.entries.length === 0) return ''
  const look = { style: style('out'), columns: columns() }
  if (flags.table === true) return (await import('../report/inspect-table.ts')).inspectTable(inspection, look)
  return (await import('../report/cards.ts')).cards(inspection, look)
}

async function inspectionOf({ entries, faults, passedOver, law }: Survey, world: World): Promise<Inspection> {
  const certificates = entries.map(({ certificate }) => certificate)
  const started = startSignatureChecks(certificates)
  const issuers = await findIssuers(certificates)
  const states = await Promise.all([...started].map(async ([id, state]) => [id, await state] as const))
  const signatures = new Map(states)
  const verdicts = new Map(
    entries.map(({ certificate, origins }): [string, readonly Finding[]] => {
      const [origin] = origins
      // Whoever only looks adds nothing: what is true of a certificate that is new to an output is not asked.
      const given = { now: law.now, signature: signatures.get(certificate.id), isCommitted: true, output: '' }
      return [certificate.id, origin === undefined ? [] : judgeCertificate(law, certificate, origin, given)]
    }),
  )
  const { version, now } = world
  return { version, now, entries, issuers, signatures, verdicts, faults, passedOver }
}
