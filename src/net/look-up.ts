import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Refusal } from './failure.ts'

/** Threads that look names up, less one: a name server that does not answer holds each of them for as long as the system waits. */
const MOST = 3

let underway = 0
const waiting: (() => void)[] = []

/** Whether somebody still looks a name up that nobody waits for any more: it cannot be called off. */
export const isLookingUp = (): boolean => underway > 0

/**
 * The addresses of a host, as the system knows them. @throws {Refusal} where the time is over before they are known, and whatever Node throws
 * where there are none
 */
export async function lookUp(host: string, signal: AbortSignal): Promise<readonly LookupAddress[]> {
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  return new Promise((resolve, reject) => {
    const late = () => reject(new Refusal('its name cannot be looked up in time', FIX))
    if (signal.aborted) return late()
    signal.addEventListener('abort', late)
    const start = () => {
      // Who has given up since lets the next one look.
      if (signal.aborted) return done()
      underway++
      lookup(host, { all: true }, (error, addresses) => {
        underway--
        done()
        if (error === null) resolve(addresses)
        else reject(error)
      })
    }
    if (underway < MOST) start()
    else waiting.push(start)
  })
}

const done = (): void => waiting.shift()?.()

const FIX = 'check the name server (getent hosts NAME); --timeout 60s waits longer'

/** For Node, which asks for one address or for all, what is known already. */
export const known =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_, { all }, callback) => {
    const [first] = addresses
    if (all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
