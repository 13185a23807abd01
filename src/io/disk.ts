import { isAscii } from 'node:buffer'
import { closeSync, constants, existsSync, fstatSync, lstatSync, openSync, realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import type { SourceFile } from '../model.ts'
import { codeOf, reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import { discover } from './find.ts'
import type { Io, PassedOver } from './io.ts'
import { insideOf } from './links.ts'
import { linkStatusOf } from './status.ts'
import { replaceWhole } from './whole-file.ts'
import { readOpen } from './whole-input.ts'

/** A megabyte holds some 700 certificates in PEM; what is larger is something else. */
const LARGEST = 1024 * 1024

/**
 * The disk below `root`, an absolute path.
 * @param limits the most octets of a manifest or a base, and of all that a search finds together
 * @throws {RunError} where there is no such folder
 */
export function disk(root: string, { text: largestText, found: mostFound }: Limits = UNLIMITED): Io {
  if (!isAbsolute(root) || statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new RunError([{ where: root, message: 'is not the absolute path of a folder' }])
  return {
    find: async patterns => {
      const { paths, passedOver, unmatched } = discover(root, patterns)
      const readFound = readerOf(root, mostFound)
      return {
        files: paths.map(readFound),
        passedOver: passedOver.map(over => withBytes(readFound, over)),
        unmatched,
      }
    },
    readText: async path => readText(root, path, largestText),
    isFile: async path => linkStatusOf(resolve(root, path), path)?.isFile() === true,
    replace: (path, text) => replace(root, path, text),
  }
}

interface Limits {
  readonly text: number
  readonly found: number
}

const UNLIMITED: Limits = { text: Number.POSITIVE_INFINITY, found: Number.POSITIVE_INFINITY }

/** Reads files, until they have more octets together than there may be. */
function readerOf(root: string, most: number): (path: string) => SourceFile {
  let left = most
  return path => {
    const source = readSource(`${root}/${path}`, path)
    if ('bytes' in source) left -= source.bytes.length
    if (left >= 0) return source
    const message = `the files up to here have more than ${most / LARGEST} MiB together`
    throw new RunError([{ where: path, message, fix: 'keep other files than certificates out of the folder' }])
  }
}

/** A file that is called like a key or a certificate is looked into, though no pattern asks for it. */
function withBytes(readFound: (path: string) => SourceFile, over: PassedOver): PassedOver {
  if (over.fault.rule !== 'ignored-file') return over
  const source = readFound(over.path)
  return 'bytes' in source ? { ...over, bytes: source.bytes } : over
}

/** Reads a file that is not larger than it may be; `path` is what it is called from there on. */
export function readSource(absolute: string, path: string, largest = LARGEST): SourceFile {
  let file: number | undefined
  try {
    // Without O_NONBLOCK, opening a pipe that took a file's place since it was listed would wait for ever.
    file = openSync(absolute, constants.O_RDONLY | constants.O_NONBLOCK)
    const stat = fstatSync(file)
    if (!stat.isFile()) return { path, fault: { rule: 'unreadable-file', message: 'not a regular file' } }
    if (stat.size > largest)
      return { path, fault: { rule: 'file-size', message: `${stat.size} octets, more than ${largest / LARGEST} MiB` } }
    return { path, bytes: readOpen(file, stat.size) }
  } catch (error) {
    return { path, fault: { rule: 'unreadable-file', message: `cannot be read: ${reasonOf(error)}` } }
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function readText(root: string, path: string, largest: number): string | undefined {
  try {
    const file = openSync(resolve(root, path), constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stat = fstatSync(file)
      if (!stat.isFile())
        throw new RunError([{ where: path, message: 'is not a regular file', fix: 'delete it, or correct the path' }])
      if (stat.size > largest)
        throw new RunError([
          { where: path, message: `${stat.size} octets, more than ${largest / LARGEST} MiB`, fix: 'make it smaller' },
        ])
      const bytes = readOpen(file, stat.size)
      return isAscii(bytes) ? bytes.toString('latin1') : UTF8.decode(bytes)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (error instanceof RunError) throw error
    if (codeOf(error) === 'ENOENT') return undefined
    throw new RunError(
      [{ where: path, message: `cannot be read: ${reasonOf(error)}`, fix: 'mend that, or correct the path' }],
      {
        cause: error,
      },
    )
  }
}

/** A text that is not UTF-8 would come back changed. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

async function replace(root: string, path: string, text: string): Promise<void> {
  const file = resolve(root, path)
  try {
    stayInside(root, path, file)
    await replaceWhole(file, text)
  } catch (error) {
    if (error instanceof RunError) throw error
    const message = `cannot be written: ${reasonOf(error)}; what stood there before is unchanged`
    throw new RunError([{ where: path, message, fix: 'mend that, and run it again' }], { cause: error })
  }
}

/** Whether something has that path, be it a link that leads nowhere. */
function standsThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    // A part of the path is no folder, or may not be looked into: whoever opens the file will say so.
    return false
  }
}

/** @throws {RunError} where a link on the way leads out of the folder */
export function stayInside(
  root: string,
  path: string,
  file: string,
  fix = 'write inside the folder of the configuration',
): void {
  let there = file
  while (!standsThere(there)) there = dirname(there)
  if (!existsSync(there))
    throw new RunError([{ where: path, message: 'is a symbolic link that leads nowhere, or lies behind one', fix }])
  if (insideOf(realpathSync(root), realpathSync(there)) !== undefined) return
  throw new RunError([{ where: path, message: 'is a symbolic link that leaves the folder, or lies behind one', fix }])
}
