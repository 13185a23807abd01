import { Readable } from 'node:stream'
import type { Process } from '../../src/main.ts'

/** A process without a terminal, of 15 June 2026. */
export const processOf = (given: Partial<Process> & Pick<Process, 'cwd'>): Process => ({
  argv: [],
  env: {},
  isTerminal: () => false,
  columns: () => undefined,
  stdin: () => Readable.from([]),
  ask: async () => undefined,
  progress: () => {},
  exitWhenDone: () => {},
  clock: () => new Date('2026-06-15T12:00:00Z'),
  ...given,
})
