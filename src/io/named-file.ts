import { type Stats, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SourceFile } from '../model.ts'
import { reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import { readSource } from './disk.ts'
import { readToEnd } from './whole-input.ts'

/** A list of every Secret of a cluster has a few megabytes. */
export const LARGEST_NAMED = 16 * 1024 * 1024

/** Reads a file that a person has named. @throws {RunError} where there is none */
export function readNamed(cwd: string, path: string): SourceFile {
  try {
    const stat = statSync(resolve(cwd, path))
    if (stat.isDirectory()) throw new RunError([{ where: path, message: 'is a folder', fix: `name the files in it` }])
    return readOperand(resolve(cwd, path), path, stat)
  } catch (error) {
    if (error instanceof RunError) throw error
    const fix = 'name a file that is there, - for standard input, HOST:PORT for a server, or an https URL'
    throw new RunError([{ where: path, message: `cannot be read: ${reasonOf(error)}`, fix }], { cause: error })
  }
}

/** A shell gives what a command prints as a pipe: `inspect <(openssl s_client ...)`. @throws {RunError} where it does not end */
export const readOperand = (file: string, path: string, stat: Stats): SourceFile =>
  stat.isFIFO() ? { path, bytes: readToEnd(file, path) } : readSource(file, path, LARGEST_NAMED)
