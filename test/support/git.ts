import { execFileSync } from 'node:child_process'
import { folderWith } from './folder.ts'

/** Nothing of the machine's own configuration, and commits that are the same every time. */
const ENV = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_AUTHOR_DATE: '2026-06-15T12:00:00Z',
  GIT_COMMITTER_DATE: '2026-06-15T12:00:00Z',
}

/** Runs git in a folder and gives what it prints; fails the test where git fails. */
export const git = (folder: string, ...args: readonly string[]): string => gitWith({}, folder, ...args)

/** The same, with other variables. */
export const gitWith = (env: Readonly<Record<string, string>>, folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], {
    env: { ...ENV, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** A repository with these files in its first commit. */
export function repositoryWith(files: Readonly<Record<string, Uint8Array | string>>): string {
  const folder = folderWith(files)
  git(folder, 'init', '--quiet', '--initial-branch=main')
  commit(folder, 'first')
  return folder
}

/** Commits all there is. */
export function commit(folder: string, message: string): void {
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--allow-empty', `--message=${message}`)
}
