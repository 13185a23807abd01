import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { codeOf, reasonOf } from '../reason.ts'
import { RunError } from '../run-error.ts'
import { stayInside } from './disk.ts'

/** A text and where it goes, from the root, with forward slashes. */
export interface NewFile {
  readonly path: string
  readonly text: string
}

/**
 * Puts files where there are none, all of them or none, and each of them whole: they are written and flushed beside, in
 * a folder that no pattern matches, and then linked to their places, which fails where something has come in between.
 * @param undone what messages say of where that leaves things
 * @throws {RunError} and leaves everything as it was
 */
export function createAll(root: string, files: readonly NewFile[], undone = 'nothing was added'): void {
  const undo: (() => void)[] = []
  let current = files[0]?.path ?? root
  try {
    for (const { path } of files) stayInside(root, path, resolve(root, path))
    const beside = mkdtempSync(join(nearestFolder(resolve(root, files[0]?.path ?? '')), '.tks-trust-'))
    undo.push(() => rmSync(beside, { recursive: true, force: true }))
    for (const [index, { path, text }] of files.entries()) {
      current = path
      writeFileSync(join(beside, String(index)), text, { flush: true })
    }
    for (const [index, { path }] of files.entries()) {
      current = path
      const target = resolve(root, path)
      const made = mkdirSync(dirname(target), { recursive: true })
      if (made !== undefined) undo.push(() => removeFolders(dirname(target), made))
      put(join(beside, String(index)), target)
      undo.push(() => rmSync(target, { force: true }))
    }
    rmSync(beside, { recursive: true, force: true })
  } catch (error) {
    for (const step of undo.reverse()) attempt(step)
    if (error instanceof RunError) throw error
    const message = `cannot be written: ${reasonOf(error)}; ${undone}`
    throw new RunError([{ where: current, message, fix: 'mend that, and run it again' }], { cause: error })
  }
}

/** On the file system of the target, for a link cannot leave it. */
function nearestFolder(file: string): string {
  let folder = dirname(file)
  while (!existsSync(folder)) folder = dirname(folder)
  return folder
}

/** Removes folders from the innermost on, those that are empty: what somebody else has put there stays. */
function removeFolders(innermost: string, outermost: string): void {
  for (let folder = innermost; folder.length >= outermost.length; folder = dirname(folder)) rmdirSync(folder)
}

function attempt(step: () => void): void {
  try {
    step()
  } catch {
    // What was wrong in the first place is what a person has to hear of.
  }
}

/** What the system says where a file system has no hard links. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

function put(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if (!NO_LINKS.has(codeOf(error))) throw error
    // An empty file of ours is what is replaced then, and never one of somebody else.
    closeSync(openSync(to, 'wx'))
    renameSync(from, to)
  }
}

/** Tells what stands at a path, or at one that differs from it in case only, as the disk spells it. Each folder is listed once. */
export function occupantsBelow(root: string): (path: string) => string | undefined {
  const known = new Map<string, ReadonlyMap<string, string>>()
  return path => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    const names = known.get(folder) ?? new Map(namesIn(resolve(root, folder)).map(name => [name.toLowerCase(), name]))
    known.set(folder, names)
    const name = names.get(path.slice(folder.length).toLowerCase())
    return name === undefined ? undefined : folder + name
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // There is no such folder yet, or what keeps it from being listed will keep it from being written to.
    return []
  }
}
