import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The program as it is packed: tests of the command line run nothing else. */
export const CLI: string = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** What one run of the program came to. */
export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Around {
  readonly env?: Readonly<Record<string, string>>
  readonly uid?: number
  /** Another copy of the program. */
  readonly program?: string
  /** What stands on standard input; nothing otherwise. */
  readonly input?: string | Uint8Array
}

/** A clock on which every test certificate is valid, so that nothing depends on the day of the test. */
const ENV = { PATH: process.env.PATH ?? '', SOURCE_DATE_EPOCH: '1781524800' }

/** Runs the program in a folder. */
export function tksTrust(
  cwd: string,
  args: readonly string[],
  { env = {}, uid, input = '', program = CLI }: Around = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: { ...ENV, ...env },
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(uid !== undefined && { uid }),
  })
  return { code: status, out: stdout, err: stderr }
}

/** Starts the program and leaves it running. */
export const start = (cwd: string, args: readonly string[]) =>
  spawn(process.execPath, [CLI, ...args], { cwd, env: ENV, stdio: 'ignore' })
