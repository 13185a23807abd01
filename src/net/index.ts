import { RunError } from '../run-error.ts'
import { chainOf } from './chain.ts'
import type { Address, Allowance } from './connect.ts'
import { problemOf } from './failure.ts'
import { type Got, get } from './get.ts'
import { patienceOf } from './patience.ts'
import { type Shown, shownAt } from './shown.ts'

export { isLookingUp } from './look-up.ts'
export type { Shown } from './shown.ts'

/** All that leaves this machine leaves from this folder, which is loaded only where a SOURCE is a server or a URL. */

/** How one source may be connected to. */
export interface Connection {
  /** What messages call the source. */
  readonly where: string
  /** In milliseconds, for all of it. */
  readonly timeout: number
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The chain that a server shows, its own certificate first. @throws {RunError} */
export const fetchChain = (address: Address, connection: Connection): Promise<Uint8Array[]> =>
  within(connection, allowance => chainOf(address, allowance))

/** What stands at an https URL. @throws {RunError} */
export const fetchUrl = (url: URL, connection: Connection): Promise<Got> =>
  within(connection, allowance => get(url, allowance))

/** What a server shows, as it was sent, and what it answers to the protocol of registries. @throws {RunError} where there are no certificates to look at */
export const fetchShown = (address: Address, connection: Connection): Promise<Shown> =>
  within(connection, allowance =>
    shownAt(address, allowance, error => problemOf(connection.where, error, connection.timeout).message),
  )

async function within<T>({ where, timeout, env }: Connection, work: (allowance: Allowance) => Promise<T>): Promise<T> {
  const patience = patienceOf(timeout)
  const { signal } = patience
  const late = new Promise<never>((_, reject) => {
    // A moment later, because the work may have something to give when the time is over.
    signal.addEventListener('abort', () => setImmediate(() => reject(signal.reason)))
  })
  try {
    // Looking up a name cannot be called off, so that the work itself may go on for longer than anybody waits.
    return await Promise.race([work({ env, patience }), late])
  } catch (error) {
    if (error instanceof RunError) throw error
    throw new RunError([problemOf(where, error, timeout)], { cause: error })
  } finally {
    patience.stop()
  }
}
