import { relative, resolve, sep } from 'node:path'
import { shapeOf } from '../decode/shape.ts'
import { bytesOf } from '../io/operand.ts'
import { printable } from '../printable.ts'
import { read } from '../read.ts'
import { RunError } from '../run-error.ts'
import { arrange } from '../trust-set.ts'
import { requireUtf8 } from '../utf8.ts'
import { type Trusted, trustedEntry } from '../verify/anchor.ts'
import { formatsMissed } from '../verify/entry-anchors.ts'
import { anchorsIn } from '../verify/manifest-anchors.ts'
import type { World } from './command.ts'

/**
 * What nodes trust by a manifest from anywhere, by any other file of certificates such as the bundle of a node, or by either of
 * them on standard input. @param named as it was typed @param root the folder of the configuration @throws {RunError}
 */
export async function trustedByManifest(named: string, world: World, root: string | undefined): Promise<Trusted> {
  const isStdin = named === '-'
  const bytes = isStdin ? await world.readStdin() : bytesOf(resolve(world.cwd, named), named)
  const called = isStdin ? 'standard input' : named
  const path = isStdin ? 'stdin' : relative(root ?? world.cwd, resolve(world.cwd, named)).replaceAll(sep, '/')
  if (shapeOf(bytes).kind === 'manifest') return trustedIn(requireUtf8(called, bytes, FIX), { called, path })
  const { sightings, refusals } = await read([{ path, bytes }])
  const faults = refusals.filter(({ fault: { rule } }) => rule !== 'normalised-layout' && rule !== 'left-out')
  const anchors = arrange(sightings).flatMap(trustedEntry)
  if (anchors.length === 0)
    throw new RunError(
      faults.map(({ fault: { message }, block: { line = 1 } }) => ({ where: `${called}:${line}`, message, fix: FIX })),
    )
  const skipped = [
    ...faults.map(({ fault: { message }, block: { line = 1 } }) => ({ what: 'all of it', line, why: message })),
    ...formatsMissed(bytes).map(format => ({
      what: 'it as it is',
      line: 1,
      why: `it is ${format}; generate makes PEM of it`,
    })),
  ]
  return { called, path, anchors, skipped }
}

const FIX =
  'name a manifest, or a file of PEM; kubectl get tkgserviceconfiguration tkg-service-configuration -o yaml | tks-trust verify --manifest - HOST'

/** What nodes trust by the text of a manifest. @throws {RunError} where it is none */
export function trustedIn(text: string, { called, path }: Pick<Trusted, 'called' | 'path'>): Trusted {
  try {
    return { called, path, ...anchorsIn(text, path) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const message = `is no manifest to judge by: ${printable(error.message.split('\n', 1)[0] ?? '')}`
    throw new RunError([{ where: called, message, fix: 'name one that tks-trust generate has written, or --folder' }], {
      cause: error,
    })
  }
}
