import { committedIn } from './committed.ts'
import type { Config, OutputConfig } from './config/define.ts'
import { type ConfigFault, findingsInConfig } from './config/findings.ts'
import { ownFiles } from './config/own-files.ts'
import { type ParsedConfig, targetOf } from './config/parse.ts'
import { decode } from './decode/index.ts'
import { stops } from './finding.ts'
import { type SignatureState, startSignatureChecks } from './inspect/signature.ts'
import type { Found, Io, PassedOver } from './io/io.ts'
import { selector, unmatchedAmong } from './io/select.ts'
import { findingsOf, inOrder, judgeCertificate, judgeOutput, judgeSet } from './judge.ts'
import { type Law, lawOf, type Occasion } from './law.ts'
import type { Entry, Finding, Sighting, SourceFile } from './model.ts'
import { findingsOfRefusals, read } from './read.ts'
import { type Circumstances, type Rendered, renderOutput } from './render.ts'
import type { Named } from './rules/rule.ts'
import { type Problem, RunError, throwIfAny } from './run-error.ts'
import { arrange, type Kept, keeping } from './trust-set.ts'
import { unusedWaivers, type WaiverFault } from './waivers.ts'

/** One output as it should be, and its file as it is. */
export interface BuiltOutput extends Rendered {
  readonly output: OutputConfig
  readonly entries: readonly Entry[]
  /** The text of the file as it stands, undefined where there is none. */
  readonly committed: string | undefined
}

/** What a build comes to: with an error among the findings that no waiver covers there are no outputs. */
export interface Build {
  readonly findings: readonly Finding[]
  readonly outputs: readonly BuiltOutput[]
  /** What each output would hold, errors or not. */
  readonly sets: readonly TrustSet[]
}

/** The certificates of one output, before anything is rendered. */
export interface TrustSet {
  readonly output: OutputConfig
  readonly entries: readonly Entry[]
  readonly committed: string | undefined
}

/** What a build depends on beside folder, configuration and time. */
export interface Given {
  readonly occasion?: Occasion
  /** What stays in each output, whether it is among the sources or not. */
  readonly kept?: Kept
}

/**
 * From the folder to the texts of the manifests: find, read, decode, inspect, arrange, judge, render, print and read
 * back. Writes nothing.
 * @param now the instant of the judgement, `YYYY-MM-DDTHH:MM:SSZ`; it decides on findings, never on a text
 * @throws {RunError} for what keeps a build from being made at all
 */
export async function build(
  io: Io,
  parsed: ParsedConfig,
  now: string,
  { occasion = 'commit', kept }: Given = {},
): Promise<Build> {
  const { config } = parsed
  const law = lawOf(config, now, occasion)
  const own = ownFiles(config)
  const found = await io.find(config.sources)
  const files = found.files.filter(({ path }) => !own.has(path))
  const { sightings, refusals } = await read(files)
  const signatures = startSignatureChecks(
    [...sightings, ...(kept?.entries ?? [])].map(({ certificate }) => certificate),
  )
  const sets = await Promise.all(config.outputs.map(output => trustSet(io, output, sightings, kept)))
  const early: Finding[] = [
    ...found.passedOver.flatMap(over => passedOver(law, over)),
    ...(await findingsInConfig(law, [...parsed.faults, ...unmatchedPatterns(found, config)], parsed)),
    ...(await findingsOfRefusals(law, refusals)),
    ...unused(law, files, config.outputs),
  ]
  const ofSets = sets.flatMap(({ entries, output }) => judgeSet(law, entries, output.path))
  const outputs = [...early, ...ofSets].some(stops)
    ? []
    : await renderAll(io, sets, { sources: config.sources, occasion })
  const judged = await judgeSets(law, sets, outputs, signatures, occasion)
  const faults = [...law.waiverFaults, ...(early.some(stops) ? [] : unusedWaivers(law.waivers, [...ofSets, ...judged]))]
  const ofWaivers = await findingsInConfig(law, faults.map(placedWaiverFault), parsed)
  const findings = inOrder([...early, ...ofSets, ...judged, ...ofWaivers])
  return { findings, outputs: findings.some(stops) ? [] : outputs, sets }
}

async function trustSet(
  io: Io,
  output: OutputConfig,
  sightings: readonly Sighting[],
  kept: Kept | undefined,
): Promise<TrustSet> {
  const selects = selector(output)
  const own = arrange(sightings.filter(({ origin }) => selects(origin.path)))
  const entries = kept === undefined ? own : keeping(own, kept)
  return { output, entries, committed: await io.readText(output.path) }
}

/** Renders every output. @throws {RunError} with the problems of all of them */
async function renderAll(io: Io, sets: readonly TrustSet[], circumstances: Circumstances): Promise<BuiltOutput[]> {
  const outputs: BuiltOutput[] = []
  const problems: Problem[] = []
  for (const set of sets)
    try {
      outputs.push({ ...set, ...(await renderOutput(io, set.output, set.entries, circumstances)) })
    } catch (error) {
      if (!(error instanceof RunError)) throw error
      problems.push(...error.problems)
    }
  throwIfAny(problems)
  return outputs
}

/** What the rules say of certificates, and of the outputs where these were rendered. */
async function judgeSets(
  law: Law,
  sets: readonly TrustSet[],
  outputs: readonly BuiltOutput[],
  signatures: ReadonlyMap<string, Promise<SignatureState>>,
  occasion: Occasion,
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [index, set] of sets.entries()) {
    const built = outputs[index]
    const committed = committedOf(set, built)
    if (built !== undefined)
      findings.push(
        ...judgeOutput(law, { ...built, ...baseOf(set), committed }, set.output.path),
        ...built.baseFaults.flatMap(fault => findingsOf(law, fault, { path: set.output.base ?? set.output.path })),
      )
    const ids = new Set(
      (occasion === 'sync' ? set.entries : (committed ?? [])).map(({ certificate }) => certificate.id),
    )
    for (const { certificate, origins } of set.entries) {
      const [origin] = origins
      if (origin === undefined) continue
      const signature = await signatures.get(certificate.id)
      const given = { now: law.now, signature, isCommitted: ids.has(certificate.id), output: set.output.path }
      findings.push(...judgeCertificate(law, certificate, origin, given))
    }
  }
  return findings
}

const baseOf = ({ output: { base } }: TrustSet): { readonly base?: string } => (base === undefined ? {} : { base })

/** What the output as it is committed lists. Where nothing has changed, nothing needs to be read. */
function committedOf(
  { output, entries, committed }: TrustSet,
  built: BuiltOutput | undefined,
): readonly Named[] | undefined {
  if (committed === undefined) return undefined
  return built?.text === committed ? entries : committedIn(committed, targetOf(output))
}

/** A file that no pattern asks for; a key in it is a key in the repository all the same. */
function passedOver(law: Law, { path, fault, bytes }: PassedOver): Finding[] {
  const blocks = bytes === undefined ? [] : decode(path, bytes)
  for (const block of blocks)
    if ('fault' in block && block.fault.rule === 'private-key') return findingsOf(law, block.fault, block)
  return findingsOf(law, fault, { path })
}

function unused(law: Law, files: readonly SourceFile[], outputs: readonly OutputConfig[]): Finding[] {
  const selectors = outputs.map(selector)
  return files
    .filter(({ path }) => !selectors.some(selects => selects(path)))
    .flatMap(({ path }) =>
      findingsOf(law, { rule: 'unused-source', message: 'no output includes this file' }, { path }),
    )
}

/** Patterns that select nothing, with the way to them in the configuration. */
function unmatchedPatterns({ files, unmatched }: Found, { sources, outputs }: Config): ConfigFault[] {
  const paths = files.map(({ path }) => path)
  const fault = (pattern: string, at: ConfigFault['at']): ConfigFault => ({
    rule: 'unmatched-pattern',
    at,
    message: `the pattern ${pattern} matches no file`,
  })
  const ofOutputs = outputs.flatMap((output, index) =>
    (['include', 'exclude'] as const).flatMap(key =>
      unmatchedAmong(output[key] ?? [], paths).map(pattern =>
        fault(pattern, ['outputs', index, key, (output[key] ?? []).indexOf(pattern)]),
      ),
    ),
  )
  return [...unmatched.map(pattern => fault(pattern, ['sources', sources.indexOf(pattern)])), ...ofOutputs]
}

const placedWaiverFault = ({ index, message, ...fault }: WaiverFault): ConfigFault => ({
  ...fault,
  at: ['waivers', index],
  message: `waivers[${index}] ${message}`,
})
