import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { RunError } from '../run-error.ts'

const execute = promisify(execFile)

/** Larger than any manifest that etcd takes. */
const LARGEST = 16 * 1024 * 1024

/** Runs git in a folder; undefined where it says no. @throws {RunError} where there is no git */
async function git(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await execute('git', ['-C', folder, ...args], { maxBuffer: LARGEST, encoding: 'utf8' })
    return stdout
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof code === 'number') return undefined
    const message = code === 'ENOENT' ? 'git is not installed' : 'git cannot be run'
    throw new RunError([{ message, fix: 'name files instead of revisions' }], { cause: error })
  }
}

/**
 * The commit that a revision names, 40 or 64 hexadecimal digits, undefined where it names none. `A...` and `A...B` name the
 * commit where A and B (else HEAD) parted, as `git diff` has it.
 */
export async function commitOf(folder: string, revision: string): Promise<string | undefined> {
  const [a = '', b] = revision.split('...')
  if (b === undefined) return oneCommit(folder, revision)
  const ends = await Promise.all([oneCommit(folder, a || 'HEAD'), oneCommit(folder, b || 'HEAD')])
  const [from, to] = ends
  if (from === undefined || to === undefined) return undefined
  return (await git(folder, 'merge-base', from, to))?.trim()
}

/** A revision that begins with a dash would be a flag. */
const oneCommit = async (folder: string, revision: string): Promise<string | undefined> =>
  (await git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`))?.trim()

/** The text of a file in a commit, undefined where there is none. @param path relative to the folder, with forward slashes */
export const textIn = (folder: string, commit: string, path: string): Promise<string | undefined> =>
  blobText(folder, `${commit}:./${path}`)

/** The text of `REVISION:PATH` as git has it: the path starts at the top folder, or with `./` here. */
export const textOfBlob = (folder: string, blob: string): Promise<string | undefined> => blobText(folder, blob)

async function blobText(folder: string, named: string): Promise<string | undefined> {
  const blob = await git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', named)
  return blob === undefined ? undefined : git(folder, 'cat-file', 'blob', blob.trim())
}
