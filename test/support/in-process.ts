import { Readable } from 'node:stream'
import { run, type Surroundings } from '../../src/program.ts'
import { processOf } from './process.ts'

/** What a run in this process is given. */
export interface Given {
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: Uint8Array | string
  /** What a person at the terminal types; without it there is no terminal. */
  readonly answers?: readonly string[]
  /** Gets every question that is asked. */
  readonly asked?: string[]
  readonly now?: string
}

/** Runs a command line in this process, so that servers and a person at the terminal can be played. */
export async function runHere(cwd: string, args: readonly string[], given: Given = {}) {
  const { env = {}, stdin = '', answers, asked, now = '2026-06-15T12:00:00Z' } = given
  const left = answers === undefined ? undefined : [...answers]
  const around: Surroundings = {
    ...processOf({ cwd }),
    program: 'tks-trust',
    env: { NO_COLOR: '1', ...env },
    stdin: () => Readable.from([Buffer.from(stdin)]),
    ask: async question => {
      if (left === undefined) return undefined
      asked?.push(question)
      return left.shift() ?? ''
    },
    clock: () => new Date(now),
  }
  const { code, out = '', err = '' } = await run(args, around)
  return { code, out, err }
}
