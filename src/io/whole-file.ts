import { appendFileSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'

/** Writes beside the file, flushes to the disk, then renames: at no moment is there half a file under the name. */
export async function replaceWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const { default: writeFileAtomic } = await import('write-file-atomic')
  await writeFileAtomic(file, text)
}

/** Writes a report to a file that the user named, wherever it is. @throws {RunError} */
export async function writeReport(file: string, text: string): Promise<void> {
  try {
    // A device or a pipe would be replaced by a file.
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) throw new Error('it is no regular file')
    await replaceWhole(file, text)
  } catch (error) {
    const fix = 'mend that, or name another file'
    throw new RunError([{ where: file, message: `cannot be written: ${reasonOf(error)}`, fix }], { cause: error })
  }
}

/** GitHub throws a summary away as a whole when it is larger. */
const LARGEST_SUMMARY = 1024 * 1024

/** Adds to the summary of a job. @returns whether there was room: were it larger, nothing of it would be shown @throws {RunError} */
export function addToSummary(file: string, text: string): boolean {
  try {
    const there = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    if (there + Buffer.byteLength(text) > LARGEST_SUMMARY) return false
    appendFileSync(file, text)
    return true
  } catch (error) {
    const fix = 'unset GITHUB_STEP_SUMMARY, or mend that'
    throw new RunError([{ where: file, message: `cannot be written: ${reasonOf(error)}`, fix }], { cause: error })
  }
}
