import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { printable } from '../printable.ts'
import { RunError } from '../run-error.ts'
import { runGit } from './run-git.ts'

/** Asked is only what may be answered with no, and a machine without git knows nothing of it. */
const git = (folder: string, args: readonly string[]): string | undefined =>
  runGit(folder, args).answer?.toString('utf8')

/**
 * The top folder of the work tree that a folder is in, and the way from there, with forward slashes.
 * @throws {RunError} where there is one that git does not look into, such as that of another user
 */
export function workTreeOf(folder: string): { readonly top: string; readonly way: string } | undefined {
  const { answer, said } = runGit(folder, ['rev-parse', '--show-toplevel', '--show-prefix'])
  const [top = '', prefix = ''] = answer?.toString('utf8').split('\n') ?? []
  if (top !== '') return { top, way: prefix.replace(/\/$/, '') }
  const [reason = ''] = said.split('\n')
  if (reason === '' || !hasGitAbove(folder)) return undefined
  const fix = `git -C ${printable(folder, 400)} status says more; for a folder of another user: git config --global --add safe.directory FOLDER`
  throw new RunError([{ where: folder, message: `git does not look into it: ${printable(reason, 400)}`, fix }])
}

/** What git says of it comes in many languages. */
function hasGitAbove(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true
  return dirname(folder) !== folder && hasGitAbove(dirname(folder))
}

/** The address that git fetches `origin` from, as it has it: with credentials, if they stand there. */
export const originOf = (folder: string): string | undefined =>
  git(folder, ['remote', 'get-url', 'origin'])?.replace(/\n$/, '')

/**
 * The branch that others begin with, as far as the clone knows: that of the remote, else the one that is checked out if new repositories
 * begin with it. Any other may be there for a change that is about to be merged.
 */
export function branchOf(folder: string): string | undefined {
  const ofOrigin = git(folder, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'])?.trim()
  if (ofOrigin !== undefined) return ofOrigin.replace(/^origin\//, '')
  const current = git(folder, ['symbolic-ref', '--quiet', '--short', 'HEAD'])?.trim()
  const usual = ['main', 'master', git(folder, ['config', '--get', 'init.defaultBranch'])?.trim()]
  return usual.includes(current) ? current : undefined
}

/** Values in the configuration of this clone, the only one that is touched. */
export const localConfig = (folder: string, key: string): readonly string[] =>
  (git(folder, ['config', '--local', '--null', '--get-all', key]) ?? '').split('\0').slice(0, -1)

/** Gives a key one value. Whether git did so. */
export const setLocalConfig = (folder: string, key: string, value: string): boolean =>
  git(folder, ['config', '--local', '--replace-all', key, value]) !== undefined
