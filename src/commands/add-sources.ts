import { resolve } from 'node:path'
import type { Delivery } from '../add/delivery.ts'
import { type Source, sourceOf } from '../add/source.ts'
import type { Wish } from '../add/wish.ts'
import { readNamed } from '../io/named-file.ts'
import { kindOf } from '../io/operand.ts'
import { toPem } from '../pem.ts'
import { type Problem, RunError } from '../run-error.ts'
import type { World } from './command.ts'
import { exitDespiteLookUps } from './exit-when-done.ts'

/** What the sources gave, and what kept others from giving anything. */
export interface Obtained {
  readonly deliveries: readonly Delivery[]
  readonly problems: readonly Problem[]
}

/** What standard input is called in messages. */
const STDIN = 'stdin'

/** Kinds of sources that are connected to. */
const REMOTE: ReadonlySet<string> = new Set(['url', 'server'])

/** Loaded where there is a server to ask. */
const net = () => import('../net/index.ts')

/** Reads every source, all servers at once. A source that cannot be read keeps no other from being told of. */
export async function obtain(world: World, operands: readonly string[], { timeout }: Wish): Promise<Obtained> {
  const sources = [...new Set(operands)].map(text =>
    sourceOf(text, path => kindOf(resolve(world.cwd, path), path) === 'file'),
  )
  const unclear = sources.flatMap(source => ('kind' in source ? [] : [source]))
  // Nothing is connected to as long as the command line may mean something else.
  if (unclear.length > 0) throw new RunError(unclear)
  const settled = await Promise.allSettled(
    sources.flatMap(source => ('kind' in source ? [deliver(source, world, timeout)] : [])),
  )
  if (sources.some(source => 'kind' in source && REMOTE.has(source.kind))) await exitDespiteLookUps(world)
  const problems = settled.flatMap(result => (result.status === 'rejected' ? problemsIn(result.reason) : []))
  return { problems, deliveries: settled.flatMap(result => (result.status === 'fulfilled' ? [result.value] : [])) }
}

function problemsIn(reason: unknown): readonly Problem[] {
  if (reason instanceof RunError) return reason.problems
  throw reason
}

async function deliver(source: Source, { cwd, env, readStdin }: World, timeout: number): Promise<Delivery> {
  const { text } = source
  switch (source.kind) {
    case 'stdin':
      return { called: STDIN, by: 'stdin', bytes: { path: STDIN, bytes: await readStdin() } }
    case 'file':
      return { called: text, by: 'disk', bytes: readNamed(cwd, text) }
    case 'url': {
      const { bytes, redirects } = await (await net()).fetchUrl(source.url, { where: text, timeout, env })
      return { called: text, by: 'https', bytes: { path: text, bytes }, redirects }
    }
    case 'server': {
      const chain = await (await net()).fetchChain(source, { where: text, timeout, env })
      return { called: text, by: 'tls', bytes: { path: text, bytes: Buffer.from(chain.map(toPem).join('')) } }
    }
  }
}
