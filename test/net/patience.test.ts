import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { patienceOf } from '../../src/net/patience.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('ends when it is over, and says why', () => {
  const { signal } = patienceOf(1000)
  vi.advanceTimersByTime(999)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' })
})

test('stands still while it is stopped, however often that is said', () => {
  const { signal, stop, go } = patienceOf(1000)
  vi.advanceTimersByTime(600)
  stop()
  stop()
  vi.advanceTimersByTime(60_000)
  go()
  go()
  vi.advanceTimersByTime(399)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(signal.aborted).toBe(true)
  go()
  expect(vi.getTimerCount()).toBe(0)
})
