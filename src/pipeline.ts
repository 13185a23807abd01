import type { Config, OutputConfig } from './config/define.ts'
import type { ParsedConfig } from './config/parse.ts'
import { decode } from './decode/index.ts'
import type { ManifestReader } from './decode/part.ts'
import { mayBeManifest } from './decode/shape.ts'
import { describe } from './inspect/describe.ts'
import { inspect } from './inspect/index.ts'
import { type SignatureState, startSignatureChecks } from './inspect/signature.ts'
import type { Found, Io } from './io/io.ts'
import { selects, unmatchedAmong } from './io/select.ts'
import { findingOf, inOrder, judgeCertificate, judgeSet } from './judge.ts'
import type { Block, Entry, Fault, Finding, Sighting, SourceFile } from './model.ts'
import { type Rendered, renderOutput } from './render.ts'
import { type Problem, RunError } from './run-error.ts'
import { arrange } from './trust-set.ts'

/** One output as it should be. */
export interface BuiltOutput extends Rendered {
  readonly output: OutputConfig
  readonly entries: readonly Entry[]
}

/** What a build comes to: with an error among the findings there are no outputs. */
export interface Build {
  readonly findings: readonly Finding[]
  readonly outputs: readonly BuiltOutput[]
}

/**
 * From the folder to the texts of the manifests: find, read, decode, inspect, arrange, judge, render, print and read
 * back. Writes nothing.
 * @param now the instant of the judgement, `YYYY-MM-DDTHH:MM:SSZ`; it decides on findings, never on a text
 * @throws {RunError} for what keeps a build from being made at all
 */
export async function build(io: Io, { path, lines, config, warnings }: ParsedConfig, now: string): Promise<Build> {
  const ownOutputs = new Set(config.outputs.flatMap(({ path, base }) => (base === undefined ? [path] : [path, base])))
  const found = await io.find(config.sources)
  const files = found.files.filter(({ path }) => !ownOutputs.has(path))
  const { sightings, faults } = await read(files)
  const signatures = startSignatureChecks(sightings.map(({ certificate }) => certificate))
  const sets = config.outputs.map(output => ({ output, entries: arrange(sightings.filter(goesInto(output))) }))
  const early: Finding[] = [
    ...warnings.map(({ message, ...place }) => findingOf({ rule: 'proxy-credentials', message }, place)),
    ...found.passedOver.map(({ path, fault }) => findingOf(fault, { path })),
    ...(await unmatchedFindings(unmatchedPatterns(found, config), { path, lines })),
    ...(await nameRefusals(faults)),
    ...unused(files, config.outputs),
    ...sets.flatMap(({ output, entries }) => judgeSet(entries, output.path)),
  ]
  const stops = (findings: readonly Finding[]) => findings.some(({ severity }) => severity === 'error')
  const outputs = stops(early) ? [] : await renderAll(io, sets, config.sources)
  const late = await judgeAll(
    sets.flatMap(({ entries }) => entries),
    signatures,
    now,
  )
  const findings = inOrder([...early, ...outputs.flatMap(droppedFromBase), ...late])
  return { findings, outputs: stops(findings) ? [] : outputs }
}

/** Renders every output. @throws {RunError} with the problems of all of them */
async function renderAll(
  io: Io,
  sets: readonly Omit<BuiltOutput, keyof Rendered>[],
  sources: readonly string[],
): Promise<BuiltOutput[]> {
  const outputs: BuiltOutput[] = []
  const problems: Problem[] = []
  for (const { output, entries } of sets)
    try {
      outputs.push({ output, entries, ...(await renderOutput(io, output, entries, sources)) })
    } catch (error) {
      if (!(error instanceof RunError)) throw error
      problems.push(...error.problems)
    }
  if (problems.length > 0) throw new RunError(problems)
  return outputs
}

interface Refusal {
  readonly fault: Fault
  readonly block: { readonly path: string; readonly line?: number }
}

async function read(files: readonly SourceFile[]): Promise<{ sightings: Sighting[]; faults: Refusal[] }> {
  const sightings: Sighting[] = []
  const faults: Refusal[] = []
  const readManifest = await manifestReaderFor(files)
  for (const source of files) {
    if ('fault' in source) faults.push({ fault: source.fault, block: { path: source.path } })
    else for (const block of decode(source.path, source.bytes, readManifest)) file(block, sightings, faults)
  }
  return { sightings, faults }
}

/** Puts a block where it belongs: among the certificates, or among the refusals. */
function file(block: Block, sightings: Sighting[], faults: Refusal[]): void {
  const result = inspect(block)
  const { path, index, line, name } = block
  if ('fault' in result) faults.push({ fault: result.fault, block })
  else
    sightings.push({
      certificate: result.certificate,
      origin: { path, index, line },
      ...(name !== undefined && { name }),
    })
}

/** A YAML parser takes longer to load than ten certificates to read: only a folder with a manifest in it pays. */
async function manifestReaderFor(files: readonly SourceFile[]): Promise<ManifestReader | undefined> {
  const needed = files.some(file => 'bytes' in file && mayBeManifest(file.bytes))
  return needed ? (await import('./decode/kubernetes.ts')).readManifest : undefined
}

/** The second parser is loaded only where a certificate was refused and may be named. */
async function nameRefusals(refusals: readonly Refusal[]): Promise<Finding[]> {
  const needed = refusals.some(({ fault }) => fault.refused !== undefined)
  const nameRefused = needed ? (await import('./inspect/second-reader.ts')).nameRefused : undefined
  return refusals.map(({ fault, block }) =>
    findingOf(fault, block, fault.refused === undefined ? undefined : nameRefused?.(fault.refused)),
  )
}

async function judgeAll(
  entries: readonly Entry[],
  signatures: ReadonlyMap<string, Promise<SignatureState>>,
  now: string,
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { certificate, origins } of entries) {
    const [origin] = origins
    if (origin !== undefined)
      findings.push(...judgeCertificate(certificate, origin, now, await signatures.get(certificate.id)))
  }
  return findings
}

const goesInto =
  ({ include, exclude }: OutputConfig) =>
  ({ origin }: Sighting): boolean =>
    selects(origin.path, include, exclude)

const unused = (files: readonly SourceFile[], outputs: readonly OutputConfig[]): Finding[] =>
  files
    .filter(({ path }) => !outputs.some(({ include, exclude }) => selects(path, include, exclude)))
    .map(({ path }) => findingOf({ rule: 'unused-source', message: 'no output includes this file' }, { path }))

const droppedFromBase = ({ output: { base = '' }, dropped }: BuiltOutput): Finding[] =>
  dropped.map(({ name, certificate }) => {
    const message = `${name}, ${describe(certificate)}, stands in the base only and is replaced`
    return findingOf({ rule: 'dropped-from-base', message }, { path: base })
  })

/** Patterns that select nothing, with the way to them in the configuration. */
function unmatchedPatterns({ files, unmatched }: Found, { sources, outputs }: Config): Unmatched[] {
  const paths = files.map(({ path }) => path)
  const ofOutputs = outputs.flatMap((output, index) =>
    (['include', 'exclude'] as const).flatMap(key =>
      unmatchedAmong(output[key] ?? [], paths).map(pattern => ({
        pattern,
        at: ['outputs', index, key, (output[key] ?? []).indexOf(pattern)],
      })),
    ),
  )
  return [...unmatched.map(pattern => ({ pattern, at: ['sources', sources.indexOf(pattern)] })), ...ofOutputs]
}

interface Unmatched {
  readonly pattern: string
  readonly at: readonly (string | number)[]
}

async function unmatchedFindings(
  patterns: readonly Unmatched[],
  { path, lines }: Pick<ParsedConfig, 'path' | 'lines'>,
): Promise<Finding[]> {
  if (patterns.length === 0) return []
  const lineOf = await lines()
  return patterns.map(({ pattern, at }) => {
    const line = lineOf(at)
    const fault: Fault = { rule: 'unmatched-pattern', message: `the pattern ${pattern} matches no file` }
    return findingOf(fault, line === undefined ? { path } : { path, line })
  })
}
