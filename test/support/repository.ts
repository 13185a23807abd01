import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { folderWith, type WhenDone } from './folder.ts'

/** A git repository on the disk for one test; nothing of the machine's or the user's git configuration has a say. */
export interface Repository {
  readonly folder: string
  readonly git: (...args: readonly string[]) => string
  readonly write: (path: string, content: Uint8Array | string) => void
  readonly move: (from: string, to: string) => void
  readonly remove: (path: string) => void
  /** Everything as it stands becomes a commit, at a fixed time and by nobody. */
  readonly commit: (message: string) => void
}

const ENV = {
  PATH: process.env.PATH ?? '',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_AUTHOR_DATE: '2026-06-15T12:00:00Z',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_COMMITTER_DATE: '2026-06-15T12:00:00Z',
}

export function repositoryWith(files: Readonly<Record<string, Uint8Array | string>>, whenDone?: WhenDone): Repository {
  const folder = folderWith(files, whenDone)
  const git = (...args: readonly string[]) =>
    execFileSync('git', [...args], { cwd: folder, env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  git('init', '--quiet', '--initial-branch=main')
  const write = (path: string, content: Uint8Array | string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return {
    folder,
    git,
    write,
    move: (from, to) => {
      mkdirSync(dirname(join(folder, to)), { recursive: true })
      renameSync(join(folder, from), join(folder, to))
    },
    remove: path => rmSync(join(folder, path)),
    commit: message => {
      git('add', '--all')
      git('commit', '--quiet', '--allow-empty', '--message', message)
    },
  }
}
