import { listedIn } from '../committed.ts'
import type { Json } from '../model.ts'
import { printable } from '../printable.ts'
import { type Problem, RunError } from '../run-error.ts'
import type { TargetOptions } from '../targets/index.ts'
import type { Target } from '../targets/target.ts'
import type { Kept } from '../trust-set.ts'

/**
 * What an object lists already and is to go on listing, each certificate under its name.
 * @throws {RunError} for an entry that is not one certificate: to keep it as it is would be to vouch for it
 */
export function keptOf(path: string, object: Json, target: Target<TargetOptions>): Kept {
  const listed = listedIn(object, target)
  const problems = listed.flatMap(({ name, certificate }, index): Problem[] => {
    const where = `${path}, entry ${printable(name)}`
    if (certificate === undefined)
      return [
        { where, message: 'holds no certificate, so that it cannot be kept', fix: 'take it out, or correct its data' },
      ]
    const isSecond = listed.findIndex(other => other.name === name && other.data === listed[index]?.data) < index
    return isSecond ? [{ where, message: 'holds several certificates, of which nodes take one', fix: FIX_SEVERAL }] : []
  })
  if (problems.length > 0) throw new RunError(problems)
  return {
    path,
    entries: listed.flatMap(({ name, certificate }) => (certificate === undefined ? [] : [{ name, certificate }])),
  }
}

const FIX_SEVERAL = 'make an entry of each, or put them among the sources'
