import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SourceFile } from '../model.ts'
import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import { readSource } from './disk.ts'

/** A list of every Secret of a cluster has a few megabytes. */
const LARGEST = 16 * 1024 * 1024

/** Reads a file that a person has named. @throws {RunError} where there is none */
export function readNamed(cwd: string, path: string): SourceFile {
  try {
    const stat = statSync(resolve(cwd, path))
    if (stat.isDirectory()) throw new RunError([{ where: path, message: 'is a folder', fix: `name the files in it` }])
    // A shell gives what a command prints as a pipe: `add <(openssl s_client ...)`.
    return stat.isFIFO()
      ? { path, bytes: readFileSync(resolve(cwd, path)) }
      : readSource(resolve(cwd, path), path, LARGEST)
  } catch (error) {
    if (error instanceof RunError) throw error
    const fix = 'name a file that is there, - for standard input, HOST:PORT for a server, or an https URL'
    throw new RunError([{ where: path, message: `cannot be read: ${reasonOf(error)}`, fix }], { cause: error })
  }
}
