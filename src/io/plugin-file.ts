import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import type { Occupant } from '../setup/kustomize-plugin.ts'

/** A file on its way to its place. Anybody may read it; `mode` says who may run it. */
export interface Placed {
  readonly name: string
  readonly text: string
  readonly mode: number
}

/** What stands under an absolute path, itself and not where it leads. @throws {RunError} */
export function occupantAt(path: string): Occupant {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat === undefined) return undefined
    if (stat.isSymbolicLink()) return 'link'
    return stat.isFile() ? { text: readFileSync(path, 'utf8'), isExecutable: (stat.mode & 0o111) === 0o111 } : 'other'
  } catch (error) {
    const message = `cannot be read: ${reasonOf(error)}`
    throw new RunError([{ where: path, message, fix: 'mend that, and run it again' }], { cause: error })
  }
}

/**
 * Puts files into a folder, in the order given, each as a whole: a build that runs meanwhile sees the old one or the new one.
 * A link is replaced and not written through, because what it leads to belongs to somebody else.
 * @throws {RunError}
 */
export function placeAll(folder: string, files: readonly Placed[]): void {
  let beside: string | undefined
  let current = folder
  try {
    mkdirSync(folder, { recursive: true })
    // In the folder above: a reader of this one sees nothing but the files.
    beside = mkdtempSync(join(dirname(folder), '.tks-trust-'))
    for (const { name, text, mode } of files) {
      writeFileSync(join(beside, name), text, { flush: true })
      // The umask has no say: kustomize may be run by another user.
      chmodSync(join(beside, name), mode)
    }
    for (const { name } of files) {
      current = join(folder, name)
      renameSync(join(beside, name), current)
    }
  } catch (error) {
    const message = `cannot be written: ${reasonOf(error)}`
    throw new RunError([{ where: current, message, fix: 'mend that, and run it again' }], { cause: error })
  } finally {
    if (beside !== undefined) rmSync(beside, { recursive: true, force: true })
  }
}
