import { dirname, relative, resolve } from 'node:path'
import { decode } from '../decode/index.ts'
import { readSource, stayInside } from '../io/disk.ts'
import { kindOf } from '../io/operand.ts'
import type { Contact } from '../report/verification.ts'
import { RunError } from '../run-error.ts'
import { shellWord } from '../shell-word.ts'
import type { Registry } from '../verify/registry.ts'
import type { World } from './command.ts'
import { exitDespiteLookUps } from './exit-when-done.ts'
import type { Asked } from './verify-plan.ts'

/** Servers that are asked at the same time. */
const AT_ONCE = 16

/**
 * Asks every registry for its certificates, or reads them from a file; one that does not answer keeps no other from being asked.
 * @param root the folder of the configuration
 * @param timeout for each of them, in milliseconds
 */
export async function contactAll(
  registries: readonly Asked[],
  world: World,
  root: string,
  timeout: number,
): Promise<Contact[]> {
  const contacts: Contact[] = []
  const left = [...registries.entries()]
  let done = 0
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, registry] = next
      contacts[index] = await contact(registry, world, root, timeout)
      done++
      world.progress(done < registries.length ? `${done} of ${registries.length} registries` : '')
    }
  }
  world.progress(registries.length === 1 ? `asking ${registries[0]?.text}` : `0 of ${registries.length} registries`)
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  world.progress('')
  if (registries.some(({ chain }) => chain === undefined)) await exitDespiteLookUps(world)
  return contacts
}

async function contact({ chain, ...registry }: Asked, world: World, root: string, timeout: number): Promise<Contact> {
  const { env } = world
  try {
    if (chain !== undefined) return { registry, chain: captured(registry, { root, path: chain, world }), from: chain }
    const { fetchShown } = await import('../net/index.ts')
    const { host, port, text } = registry
    const shown = await fetchShown({ host, port }, { where: text, timeout, env })
    return { registry, chain: shown.chain, shown }
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return { registry, problems: error.problems }
  }
}

interface Captured {
  readonly root: string
  /** From there. */
  readonly path: string
  readonly world: World
}

/** The certificates of a file, in its order, among whatever `openssl s_client -showcerts` prints around them. */
function captured({ text }: Registry, { root, path, world }: Captured): readonly Uint8Array[] {
  const file = relative(world.startedIn, resolve(root, path))
  const folder = dirname(file)
  const made =
    kindOf(resolve(root, dirname(path)), dirname(path)) === 'folder' ? '' : `mkdir -p ${shellWord(folder)} && `
  const fix = `${made}openssl s_client -connect ${text} -showcerts </dev/null >${shellWord(file)}`
  stayInside(root, path, resolve(root, path), 'put a copy of the file in place of the link')
  const source = readSource(resolve(root, path), path)
  if ('fault' in source) throw new RunError([{ where: path, message: source.fault.message, fix }])
  const blocks = decode(path, source.bytes)
  // One that is left out would make another one that of the server, or hide what Go does not take: it is judged as if it came over the wire.
  const faults = blocks.flatMap(block =>
    'fault' in block && block.fault.rule !== 'not-der' ? [{ line: block.line, ...block.fault }] : [],
  )
  if (faults.length > 0)
    throw new RunError(faults.map(({ line, message }) => ({ where: `${path}:${line}`, message, fix })))
  return blocks.flatMap(block => ('der' in block ? [block.der] : (block.fault.refused ?? [])))
}
