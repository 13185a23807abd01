import { loadConfig } from '../config/load.ts'
import { ownFiles } from '../config/own-files.ts'
import { parseConfig } from '../config/parse.ts'
import { disk } from '../io/disk.ts'
import { type Gathered, gather } from '../io/gather.ts'
import { selector } from '../io/select.ts'
import { inOrder } from '../judge.ts'
import { lookedAt } from '../key-advice.ts'
import { type Law, lawOf } from '../law.ts'
import type { Entry, Finding, SourceFile } from '../model.ts'
import { findingsOfRefusals, type Reading, read } from '../read.ts'
import { arrange } from '../trust-set.ts'
import type { World } from './command.ts'
import { requireFree, requireUnused } from './report-files.ts'

/** What was found where a person told the program to look, whatever state it is in. */
export interface Survey {
  readonly entries: readonly Entry[]
  /** What could not be read, and why. */
  readonly faults: readonly Finding[]
  /** How many files of folders hold nothing of interest. */
  readonly passedOver: number
  readonly law: Law
  /** The outputs of the configuration that hold a certificate, by its id. */
  readonly outputsOf: (entry: Entry) => readonly string[]
}

/** Flags of commands that look at certificates without building. */
export interface SurveyFlags {
  readonly config?: string | undefined
}

/** What standard input is called in messages and names. */
const STDIN = 'stdin'

/**
 * Reads the files, folders and standard input that were named, else the sources of the configuration.
 * @param reports files that will be written, which must be none of those that are read
 * @throws {RunError}
 */
export async function survey(
  world: World,
  { config }: SurveyFlags,
  operands: readonly string[],
  reports: readonly string[] = [],
): Promise<Survey> {
  if (operands.length === 0) return surveyConfig(world, config, reports)
  const law = lawOf({}, world.now)
  const gathered = gather(
    world.cwd,
    operands.filter(operand => operand !== '-'),
  )
  await requireUnused(
    reports,
    world,
    { config },
    gathered.map(({ source }) => source.path),
  )
  if (operands.includes('-')) gathered.push(await standardInput(world))
  const reading = await read(gathered.map(({ source }) => source))
  const { faults, passedOver } = withoutStrangers(gathered, reading)
  const found = await surveyed(law, { ...reading, refusals: faults })
  return { ...found, faults: found.faults.map(lookedAt), passedOver, law, outputsOf: () => [] }
}

async function standardInput({ readStdin }: World): Promise<Gathered> {
  return { source: { path: STDIN, bytes: await readStdin() }, isNamed: true, isCalledLikeOne: true }
}

/** The sources of the configuration, read as `generate` reads them, but for what it would write itself. */
async function surveyConfig(
  { cwd, now }: World,
  named: string | undefined,
  reports: readonly string[],
): Promise<Survey> {
  const loaded = await loadConfig(cwd, named)
  const { config } = await parseConfig(loaded)
  requireFree(reports, cwd, loaded, config)
  const law = lawOf(config, now)
  const outputs = config.outputs.map(output => ({ path: output.path, selects: selector(output) }))
  const own = ownFiles(config)
  const { files, passedOver } = await disk(loaded.root).find(config.sources)
  const reading = await read(files.filter(({ path }) => !own.has(path)))
  const unread = passedOver
    .filter(({ fault }) => fault.rule === 'file-link' || fault.rule === 'unreadable-file')
    .map(({ path, fault }) => ({ fault, block: { path } }))
  return {
    ...(await surveyed(law, { ...reading, refusals: [...unread, ...reading.refusals] })),
    passedOver: 0,
    law,
    outputsOf: ({ origins }) =>
      outputs.filter(({ selects }) => origins.some(({ path }) => selects(path))).map(({ path }) => path),
  }
}

/** How a file is laid out is no fault to who asks what is in it. */
async function surveyed(law: Law, { sightings, refusals }: Reading): Promise<Pick<Survey, 'entries' | 'faults'>> {
  const faults = refusals.filter(({ fault }) => fault.rule !== 'normalised-layout')
  return { entries: arrange(sightings), faults: inOrder(await findingsOfRefusals(law, faults)) }
}

/** Files of a folder count where they hold a certificate or a key, or claim to: most have nothing to do with the matter. */
function withoutStrangers(gathered: readonly Gathered[], { sightings, refusals }: Reading) {
  const telling = new Set(sightings.map(({ origin }) => origin.path))
  for (const { fault, block } of refusals) if (fault.rule === 'private-key') telling.add(block.path)
  const strangers = new Set<string>()
  for (const { source, isNamed, isCalledLikeOne } of gathered)
    if (!isNamed && !isCalledLikeOne && !telling.has(source.path) && !claimsToBe(source)) strangers.add(source.path)
  return { faults: refusals.filter(({ block }) => !strangers.has(block.path)), passedOver: strangers.size }
}

/** A line as only PEM has it: what it holds may be damaged, and then that has to be said. */
const claimsToBe = (source: SourceFile): boolean =>
  'bytes' in source &&
  /^-----BEGIN [A-Z0-9 .]*(?:CERTIFICATE|PKCS7|CMS)-----[ \t\r]*$/m.test(Buffer.from(source.bytes).toString('latin1'))
