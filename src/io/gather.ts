import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { Fault, SourceFile } from '../model.ts'
import { byCodeUnit } from '../order.ts'
import { reasonOf } from '../reason.ts'
import { type Problem, RunError, throwIfAny } from '../run-error.ts'
import { readSource } from './disk.ts'
import { CALLED_LIKE_ONE } from './find.ts'
import { insideOf, NOT_A_FILE } from './links.ts'
import { LARGEST_NAMED, readOperand } from './named-file.ts'

/** A file to look at: named on the command line, or come across in a folder that was. */
export interface Gathered {
  readonly source: SourceFile
  readonly isNamed: boolean
  /** Its name says that it holds certificates, keys or a store of them. */
  readonly isCalledLikeOne: boolean
}

/** Files of other programs, which hold test certificates by the hundred. */
const NEVER_ENTERED: ReadonlySet<string> = new Set(['node_modules'])

/**
 * Reads files, and folders with all below them but hidden files and node_modules. Paths stay as they were typed.
 * @throws {RunError} with every path that is not there or cannot be listed
 */
export function gather(cwd: string, operands: readonly string[]): Gathered[] {
  const problems: Problem[] = []
  const found = new Map<string, Gathered>()
  for (const operand of operands)
    try {
      const path = operand.replaceAll(sep, '/').replace(/(?<=.)\/+$/, '')
      const stat = statSync(resolve(cwd, operand))
      if (!stat.isDirectory()) found.set(path, gathered(readOperand(resolve(cwd, operand), path, stat), true))
      else
        for (const source of filesBelow(cwd, path))
          if (!found.has(source.path)) found.set(source.path, gathered(source, false))
    } catch (error) {
      const fix = 'name a file or a folder that is there, or - for standard input'
      const problem = { where: operand, message: `cannot be read: ${reasonOf(error)}`, fix }
      problems.push(...(error instanceof RunError ? error.problems : [problem]))
    }
  throwIfAny(problems)
  return [...found.values()]
}

const gathered = (source: SourceFile, isNamed: boolean): Gathered => ({
  source,
  isNamed,
  isCalledLikeOne: CALLED_LIKE_ONE.test(source.path),
})

/** Every file below a folder, in code unit order; what is no file is there with the reason, and is not opened. */
function filesBelow(cwd: string, folder: string): SourceFile[] {
  const files: SourceFile[] = []
  const left = [folder]
  for (let here = left.pop(); here !== undefined; here = left.pop())
    for (const entry of readdirSync(resolve(cwd, here), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || NEVER_ENTERED.has(entry.name)) continue
      const path = here === '.' ? entry.name : `${here.replace(/\/$/, '')}/${entry.name}`
      if (entry.isDirectory()) left.push(path)
      else if (!leadsToAnother(resolve(cwd, folder), resolve(cwd, path), entry))
        files.push(readFound(resolve(cwd, path), path, entry))
    }
  return files.sort((a, b) => byCodeUnit(a.path, b.path))
}

/** A pipe or a device is not opened: that may wait, or do something. */
function readFound(file: string, path: string, entry: Dirent): SourceFile {
  if (entry.isFile() || leadsToFile(file)) return withoutStranger(readSource(file, path, LARGEST_NAMED))
  return { path, fault: entry.isSymbolicLink() ? LEADS_TO_NO_FILE : NOT_A_FILE }
}

/** Large files of folders are kept only where they could be what people keep certificates in by the hundred: by their name, PEM, base64 or a manifest. */
function withoutStranger(source: SourceFile): SourceFile {
  if (!('bytes' in source) || source.bytes.length <= LARGEST_UNKNOWN || CALLED_LIKE_ONE.test(source.path)) return source
  const bytes = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length)
  if (
    ['-----BEGIN ', 'apiVersion'].some(word => bytes.includes(word)) ||
    /^\s*(?:MI|LS0t)/.test(bytes.toString('latin1', 0, 64))
  )
    return source
  const message = `${bytes.length} octets, more than ${LARGEST_UNKNOWN / 1024 ** 2} MiB, and neither PEM, base64 nor a manifest`
  return { path: source.path, fault: { rule: 'file-size', message } }
}

const LARGEST_UNKNOWN = 1024 * 1024

const LEADS_TO_NO_FILE: Fault = {
  rule: 'file-link',
  message: 'a symbolic link that does not lead to a file',
  fix: 'delete it, or name the folder that it leads to',
}

/**
 * Whether an entry is a link to a file that is come across anyway. Other links to files are followed, for `/etc/ssl/certs`
 * and mounted Secrets consist of them. Links to folders are not, so that a ring of them ends.
 */
function leadsToAnother(root: string, path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink() || !leadsToFile(path)) return false
  const inside = insideOf(realpathSync(root), realpathSync(path))
  return inside !== undefined && !/(?:^|\/)(?:\.|node_modules\/)/.test(inside)
}

function leadsToFile(link: string): boolean {
  try {
    return statSync(link).isFile()
  } catch {
    // It leads nowhere, in a circle, or where nobody may look: there is nothing to open either way.
    return false
  }
}
