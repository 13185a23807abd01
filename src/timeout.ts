import { printable } from './printable.ts'
import type { Problem } from './run-error.ts'

const DEFAULT = '10s'
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 }
const LONGEST = 10 * 60_000

/** The value of `--timeout` in milliseconds, or what is wrong with it. */
export function timeoutOf(text: string = DEFAULT): number | Problem {
  const [, count = '', unit = ''] = /^(\d{1,6})(ms|s|m)$/.exec(text) ?? []
  const milliseconds = Number(count) * (UNITS[unit] ?? 0)
  if (milliseconds > 0 && milliseconds <= LONGEST) return milliseconds
  return { message: `--timeout ${printable(text)} is no time`, fix: '10s, 500ms or 2m; at most 10m' }
}
