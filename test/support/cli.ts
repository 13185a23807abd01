import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The program as it is packed: tests of the command line run nothing else. */
export const CLI: string = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** The program for kustomize and kpt, of one file. */
export const KRM: string = fileURLToPath(new URL('../../dist/krm.js', import.meta.url))

/** The program for the cmp-server of Argo CD, of one file. */
export const ARGOCD: string = fileURLToPath(new URL('../../dist/argocd.js', import.meta.url))

/** What one run of the program came to. */
export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Around {
  /** Laid over the path and the clock; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly uid?: number
  /** Another copy of the program. */
  readonly program?: string
  /** What stands on standard input; nothing otherwise. */
  readonly input?: string | Uint8Array
}

/** A clock on which every test certificate is valid, so that nothing depends on the day of the test. */
const ENV = { PATH: process.env.PATH ?? '', SOURCE_DATE_EPOCH: '1781524800' }

/** Runs the program in a folder. */
export const tksTrust = (cwd: string, args: readonly string[], around?: Around): Ran => run(CLI, cwd, args, around)

/** Runs the program for kustomize in a folder, with nothing in the environment but the path and the clock. */
export const tksTrustKrm = (cwd: string, args: readonly string[], around?: Around): Ran => run(KRM, cwd, args, around)

function run(
  built: string,
  cwd: string,
  args: readonly string[],
  { env = {}, uid, input = '', program = built }: Around = {},
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
