import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLI } from '../../support/cli.ts'
import { folderWith, type WhenDone } from '../../support/folder.ts'

/** A command and what came of it. */
export interface Ran {
  readonly command: string
  readonly code: number | null
  /** Standard output and standard error, in the order in which they came. */
  readonly said: string
}

export type Variables = Readonly<Record<string, string>>

/** Runs a line of shell in a folder, without blocking the servers of this process. */
export type Shell = (command: string, env?: Variables) => Promise<Ran>

/**
 * A shell whose PATH has `tks-trust` as it is packed, and which knows nothing of this machine's user: no home, no
 * proxies, no logins, but `fixed`.
 */
export function shellIn(cwd: string, fixed: Variables, whenDone?: WhenDone): Shell {
  const bin = folderWith({}, whenDone)
  writeFileSync(join(bin, 'tks-trust'), `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`, { mode: 0o755 })
  const path = `${bin}:${fixed.PATH ?? process.env.PATH ?? ''}`
  const around = { HOME: bin, TZ: 'UTC', NO_COLOR: '1', ...fixed, PATH: path }
  return (command, env = {}) => run(command, cwd, { ...around, ...env })
}

async function run(command: string, cwd: string, env: Variables): Promise<Ran> {
  // One pipe for both streams: two have no order.
  const child = spawn('sh', ['-c', `exec 2>&1\n${command}`], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ command, code, said: said.replaceAll(`${cwd}/`, '') }))
  })
}
