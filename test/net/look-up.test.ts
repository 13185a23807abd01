import { beforeEach, expect, test, vi } from 'vitest'

type Done = (error: Error | null, addresses: readonly { address: string; family: number }[]) => void

/** The look-ups that the system is at; each is ended by the test. */
const system = new Map<string, Done>()
vi.mock('node:dns', () => ({
  lookup: (host: string, _: object, done: Done) => {
    system.set(host, done)
  },
}))
const { fixedLookup, isLookingUp, lookUp } = await import('../../src/net/look-up.ts')

/** Somebody who waits, and how often the time has been let run and stopped. */
function waiter() {
  const controller = new AbortController()
  const told: string[] = []
  const patience = {
    total: 1000,
    signal: controller.signal,
    stop: () => void told.push('stop'),
    go: () => void told.push('go'),
  }
  return { patience, told, giveUp: () => controller.abort() }
}

const forever = waiter().patience
const answer = (host: string) => system.get(host)?.(null, [{ address: '10.0.0.1', family: 4 }])
const LATE = { message: 'its name cannot be looked up in time' }

beforeEach(() => system.clear())

test('an address is not looked up', async () => {
  expect(await lookUp('10.0.0.1', forever)).toEqual([{ address: '10.0.0.1', family: 4 }])
  expect(await lookUp('2001:db8::1', forever)).toEqual([{ address: '2001:db8::1', family: 6 }])
  expect(system.size).toBe(0)
})

test('three names at a time, so that Node keeps a thread for the rest of its work', async () => {
  const all = ['a', 'b', 'c', 'd', 'e'].map(host => lookUp(host, forever))
  expect([...system.keys()]).toEqual(['a', 'b', 'c'])
  answer('b')
  expect([...system.keys()]).toEqual(['a', 'b', 'c', 'd'])
  for (const host of ['a', 'c', 'd', 'e']) answer(host)
  expect(await Promise.all(all)).toHaveLength(5)
  expect(isLookingUp()).toBe(false)
})

test('one name is looked up once for all who want it at the same time', async () => {
  const all = ['a', 'a', 'a'].map(host => lookUp(host, waiter().patience))
  expect(system.size).toBe(1)
  answer('a')
  expect(await Promise.all(all)).toHaveLength(3)
  expect(isLookingUp()).toBe(false)
})

test('the time of who waits for a turn stands still, as long as turns come', async () => {
  const first = ['a', 'b', 'c'].map(host => [host, waiter()] as const)
  const results = first.map(([host, { patience }]) => lookUp(host, patience).catch((error: unknown) => error))
  const last = waiter()
  const asked = lookUp('d', last.patience)
  expect(last.told.at(-1)).toBe('stop')
  first[0]?.[1].giveUp()
  expect(last.told.at(-1)).toBe('go')
  for (const host of ['a', 'b', 'c', 'd']) answer(host)
  expect(await asked).toHaveLength(1)
  expect(await results[0]).toMatchObject(LATE)
  expect(isLookingUp()).toBe(false)
})

test('who waits no longer is told so, and the system is still at it', async () => {
  const { patience, giveUp } = waiter()
  const late = ['a', 'b', 'c', 'd'].map(host => lookUp(host, patience).catch((error: unknown) => error))
  const next = lookUp('e', forever)
  giveUp()
  expect(await Promise.all(late)).toEqual([LATE, LATE, LATE, LATE].map(one => expect.objectContaining(one)))
  expect([...system.keys()]).toEqual(['a', 'b', 'c'])
  expect(isLookingUp()).toBe(true)
  answer('a')
  // Nobody looks up d any more.
  expect([...system.keys()]).toEqual(['a', 'b', 'c', 'e'])
  for (const host of ['b', 'c', 'e']) answer(host)
  expect(await next).toHaveLength(1)
  expect(isLookingUp()).toBe(false)
})

test('who has no time at all does not begin', async () => {
  const { patience, giveUp } = waiter()
  giveUp()
  await expect(lookUp('a', patience)).rejects.toMatchObject(LATE)
  expect(system.size).toBe(0)
})

test('what the system says of a name that it does not know is passed on', async () => {
  const asked = lookUp('a', forever)
  system.get('a')?.(new Error('getaddrinfo ENOTFOUND a'), [])
  await expect(asked).rejects.toThrow('ENOTFOUND')
  expect(isLookingUp()).toBe(false)
})

test('Node gets one address or all of them', () => {
  const addresses = [{ address: '10.0.0.1', family: 4 }]
  const lookup = fixedLookup(addresses)
  const got: unknown[] = []
  lookup('a', { all: true }, (...args) => got.push(args))
  lookup('a', {}, (...args) => got.push(args))
  expect(got).toEqual([
    [null, addresses],
    [null, '10.0.0.1', 4],
  ])
})
