import { realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Fault } from '../model.ts'
import { reasonOf } from '../reason.ts'

export const LEAVES: Fault = {
  rule: 'file-link',
  message: 'a symbolic link that leaves the folder, or a file behind one',
}

export const NOT_A_FILE: Fault = {
  rule: 'unreadable-file',
  message: 'neither a file nor a folder',
  fix: 'delete it, or leave it out of `sources`',
}

/** Where a symbolic link leads: to a file inside, or to something that is not read. */
export type LinkEnd = { readonly path: string } | { readonly fault: Fault; readonly folder: boolean }

/** What is at the end of a link, given by its absolute path. */
export function resolveLink(root: string, link: string): LinkEnd {
  let real: string
  let folder: boolean
  try {
    real = realpathSync(link)
    folder = statSync(real).isDirectory()
  } catch (error) {
    return {
      folder: false,
      fault: { rule: 'file-link', message: `a symbolic link that leads nowhere: ${reasonOf(error)}` },
    }
  }
  const inside = insideOf(realpathSync(root), real)
  if (inside === undefined) return { folder, fault: LEAVES }
  if (folder) return { folder, fault: linkedFolder(inside) }
  return statSync(real).isFile() ? { path: inside } : { folder, fault: NOT_A_FILE }
}

/** The path below `folder`, with forward slashes, or undefined where it is not below it. Both are absolute. */
export function insideOf(folder: string, path: string): string | undefined {
  const way = relative(folder, path)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way.replaceAll(sep, '/')
}

/** A pattern may name a linked folder outright, and the search then goes through it: ask of each folder, once. */
export function insideChecker(root: string): (path: string) => boolean {
  const real = realpathSync(root)
  const known = new Map<string, boolean>()
  return path => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    const inside = known.get(folder) ?? insideOf(real, realpathSync(resolve(root, folder))) !== undefined
    known.set(folder, inside)
    return inside
  }
}

const linkedFolder = (path: string): Fault => ({
  rule: 'left-out',
  message: `a link to the folder ${path === '' ? 'of the configuration itself' : path}, which is read only where a pattern of \`sources\` leads into it`,
})
