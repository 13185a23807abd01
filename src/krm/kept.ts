import { certificatesOf } from '../committed.ts'
import type { Json } from '../model.ts'
import { printable } from '../printable.ts'
import { type Problem, throwIfAny } from '../run-error.ts'
import type { TargetOptions } from '../targets/index.ts'
import type { Target } from '../targets/target.ts'
import type { Kept } from '../trust-set.ts'

/**
 * What an object lists already and is to go on listing, each certificate under its name.
 * @throws {RunError} for an entry that is not one certificate: to keep it as it is would be to vouch for it
 */
export function keptEntries(path: string, object: Json, target: Target<TargetOptions>): Kept {
  const entries: Kept['entries'][number][] = []
  const problems: Problem[] = []
  for (const entry of target.list(object) ?? []) {
    const [first, ...more] = certificatesOf(entry, target)
    if (first?.certificate !== undefined && more.length === 0)
      entries.push({ name: first.name, certificate: first.certificate })
    else
      problems.push({
        where: `${path}, entry ${printable(entry.name)}`,
        ...(more.length > 0 ? HOLDS_SEVERAL : HOLDS_NONE),
      })
  }
  throwIfAny(problems)
  return { path, entries }
}

const HOLDS_NONE: Problem = {
  message: 'holds no certificate, so that it cannot be kept',
  fix: 'take it out, or correct its data',
}
const HOLDS_SEVERAL: Problem = {
  message: 'holds several certificates under one name, so that it cannot be kept',
  fix: 'make an entry of each, or put them among the sources',
}
