import { execFileSync } from 'node:child_process'

/** Runs git in a folder; undefined where it says no, or is not there. */
function git(folder: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    // Asked is only what may be answered with no.
    return undefined
  }
}

/** The top folder of the work tree that a folder is in, and the way from there, with forward slashes. */
export function workTreeOf(folder: string): { readonly top: string; readonly way: string } | undefined {
  const [top = '', prefix = ''] = (git(folder, ['rev-parse', '--show-toplevel', '--show-prefix']) ?? '').split('\n')
  return top === '' ? undefined : { top, way: prefix.replace(/\/$/, '') }
}

/** The address that git fetches `origin` from, as it has it: with credentials, if they stand there. */
export const originOf = (folder: string): string | undefined =>
  git(folder, ['remote', 'get-url', 'origin'])?.replace(/\n$/, '')

/** The branch that others begin with, as far as the clone knows; else the one that is checked out. */
export function branchOf(folder: string): string | undefined {
  const ofOrigin = git(folder, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'])
  const branch = ofOrigin?.replace(/^origin\//, '') ?? git(folder, ['symbolic-ref', '--quiet', '--short', 'HEAD'])
  return branch?.trim()
}

/** Values in the configuration of this clone, the only one that is touched. */
export const localConfig = (folder: string, key: string): readonly string[] =>
  (git(folder, ['config', '--local', '--null', '--get-all', key]) ?? '').split('\0').slice(0, -1)

/** Gives a key one value. Whether git did so. */
export const setLocalConfig = (folder: string, key: string, value: string): boolean =>
  git(folder, ['config', '--local', '--replace-all', key, value]) !== undefined
