import { spawnSync } from 'node:child_process'
import { codeOf } from '../reason.ts'

/** A manifest of ten thousand CAs has 25 MiB. */
const LARGEST = 256 * 1024 * 1024

/** What git came to. */
export interface GitRun {
  /** What it prints, undefined where it says no or could not be run. */
  readonly answer: Buffer | undefined
  /** What it says to people, in their language. */
  readonly said: string
  /** Why it could not be run to its end. */
  readonly failure: 'is not installed' | 'prints more than 256 MiB' | 'cannot be run' | undefined
}

/** Runs git in a folder, with nothing on its standard input. */
export function runGit(folder: string, args: readonly string[]): GitRun {
  const { status, stdout, stderr, error } = spawnSync('git', ['-C', folder, ...args], {
    maxBuffer: LARGEST,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = stderr?.toString('utf8') ?? ''
  if (error === undefined) return { answer: status === 0 ? stdout : undefined, said, failure: undefined }
  const code = codeOf(error)
  const failure =
    code === 'ENOENT' ? 'is not installed' : code === 'ENOBUFS' ? 'prints more than 256 MiB' : 'cannot be run'
  return { answer: undefined, said, failure }
}
