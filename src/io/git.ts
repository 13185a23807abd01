import { RunError } from '../run-error.ts'
import { requireUtf8 } from '../utf8.ts'
import { runGit } from './run-git.ts'

/** What git prints in a folder; undefined where it says no. @throws {RunError} where it cannot be run */
function git(folder: string, ...args: readonly string[]): Buffer | undefined {
  const { answer, failure } = runGit(folder, args)
  if (failure !== undefined) throw new RunError([{ message: `git ${failure}`, fix: 'name files instead of revisions' }])
  return answer
}

const line = (answer: Buffer | undefined): string | undefined => answer?.toString('utf8').trim()

/**
 * The commit that a revision names, 40 or 64 hexadecimal digits, undefined where it names none. `A...` and `A...B` name the
 * commit where A and B (else HEAD) parted, as `git diff` has it. @throws {RunError} where git cannot be run
 */
export function commitOf(folder: string, revision: string): string | undefined {
  const [a = '', b] = revision.split('...')
  if (b === undefined) return oneCommit(folder, revision)
  const [from, to] = [oneCommit(folder, a || 'HEAD'), oneCommit(folder, b || 'HEAD')]
  return from === undefined || to === undefined ? undefined : line(git(folder, 'merge-base', from, to))
}

/** A revision that begins with a dash would be a flag. */
const oneCommit = (folder: string, revision: string): string | undefined =>
  line(git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`))

/**
 * The text of `REVISION:PATH` as git has it, undefined where there is none: the path starts at the top folder, or with `./` here.
 * @param said what messages call it @throws {RunError} where it is not UTF-8, or git cannot be run
 */
export function textOfBlob(folder: string, named: string, said: string): string | undefined {
  const blob = line(git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', named))
  const octets = blob === undefined ? undefined : git(folder, 'cat-file', 'blob', blob)
  return octets === undefined ? undefined : requireUtf8(said, octets)
}
