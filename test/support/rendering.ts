import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { KRM, type Ran } from './cli.ts'
import { folderWith, type WhenDone } from './folder.ts'

/** The examples of the repository. */
export const EXAMPLES: string = fileURLToPath(new URL('../../examples', import.meta.url))

/** A copy of an example, to be changed and rendered. */
export function copyOf(example: string, whenDone?: WhenDone): string {
  const folder = folderWith({}, whenDone)
  cpSync(join(EXAMPLES, example), folder, { recursive: true })
  return folder
}

/** An environment in which the function is on the path and the plugin is installed, and nothing else is known. */
export function withFunction(whenDone?: WhenDone): Readonly<Record<string, string>> {
  const folder = folderWith({}, whenDone)
  const plugin = join(folder, 'plugins/tks-trust.dev/v1/trustedcas/TrustedCAs')
  mkdirSync(dirname(plugin), { recursive: true })
  copyFileSync(KRM, plugin)
  chmodSync(plugin, 0o755)
  writeFileSync(join(dirname(plugin), 'package.json'), '{"type":"module"}\n')
  symlinkSync(KRM, join(folder, 'tks-trust-krm'))
  // The programs themselves are called by their whole paths: they need node, and some need git.
  return {
    PATH: `${folder}:${process.env.PATH}`,
    KUSTOMIZE_PLUGIN_HOME: join(folder, 'plugins'),
    SOURCE_DATE_EPOCH: '1781524800',
  }
}

/** Runs somebody else's program. */
export function ran(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  uid?: number,
): Ran {
  const who = uid === undefined ? {} : { uid }
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8', ...who })
  if (error !== undefined) throw error
  return { code: status, out: stdout, err: stderr }
}
