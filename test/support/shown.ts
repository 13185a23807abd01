import { fetchShown } from '../../src/net/index.ts'
import { RunError } from '../../src/run-error.ts'

interface Given {
  /** In milliseconds. */
  readonly timeout?: number
  readonly env?: Readonly<Record<string, string>>
}

export const shown = (host: string, port: number, { timeout = 5000, env = {} }: Given = {}) =>
  fetchShown({ host, port }, { where: `${host}:${port}`, timeout, env })

/** What does not work on a port of the loopback, and what to type next; fails the test where it works. */
export async function problem(port: number, given: Given = {}, host = '127.0.0.1'): Promise<string> {
  const outcome: unknown = await shown(host, port, given).catch(reason => reason)
  if (!(outcome instanceof RunError)) throw outcome
  return outcome.problems.map(({ where, message, fix }) => `${where}: ${message}; ${fix}`).join('\n')
}

export const hex = (chain: readonly Uint8Array[]): string[] => chain.map(der => Buffer.from(der).toString('hex'))
