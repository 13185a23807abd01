import { decode } from './decode/index.ts'
import { layoutOf } from './decode/layout.ts'
import type { ManifestReader } from './decode/part.ts'
import { mayBeManifest } from './decode/shape.ts'
import { inspect } from './inspect/index.ts'
import { findingsOf } from './judge.ts'
import type { Law } from './law.ts'
import type { Block, Fault, Finding, Sighting, SourceFile } from './model.ts'

/** What stands in source files: certificates where they were found, and what there is instead. */
export interface Reading {
  readonly sightings: readonly Sighting[]
  readonly refusals: readonly Refusal[]
}

interface Refusal {
  readonly fault: Fault
  readonly block: { readonly path: string; readonly line?: number }
}

/** Takes files apart into certificates and faults; every block ends up among the one or the other. */
export async function read(files: readonly SourceFile[]): Promise<Reading> {
  const sightings: Sighting[] = []
  const refusals: Refusal[] = []
  const readManifest = await manifestReaderFor(files)
  for (const source of files) {
    const { path } = source
    if ('fault' in source) {
      refusals.push({ fault: source.fault, block: { path } })
      continue
    }
    const blocks = decode(path, source.bytes, readManifest)
    for (const block of blocks) file(block, sightings, refusals)
    const layout = layoutOf(source.bytes, blocks)
    if (layout.length > 0)
      refusals.push({
        fault: { rule: 'normalised-layout', message: `not laid out as RFC 7468 has it: ${layout.join(', ')}` },
        block: { path },
      })
  }
  return { sightings, refusals }
}

/** Puts a block where it belongs: among the certificates, or among the refusals. */
function file(block: Block, sightings: Sighting[], refusals: Refusal[]): void {
  const result = inspect(block)
  const { path, index, line, name } = block
  if ('fault' in result) refusals.push({ fault: result.fault, block })
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

/** The findings about refusals. The second parser is loaded only where a certificate was refused and may be named. */
export async function findingsOfRefusals(law: Law, refusals: readonly Refusal[]): Promise<Finding[]> {
  const needed = refusals.some(({ fault }) => fault.refused !== undefined)
  const nameRefused = needed ? (await import('./inspect/second-reader.ts')).nameRefused : undefined
  return refusals.flatMap(({ fault, block }) =>
    findingsOf(law, fault, block, fault.refused === undefined ? undefined : nameRefused?.(fault.refused)),
  )
}
