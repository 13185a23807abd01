import { harmfulAnnotations } from '../harmful-annotations.ts'
import type { Json } from '../model.ts'
import { isRecord, valueAt, without } from '../object.ts'
import { withoutPasswords } from '../passwords.ts'
import { printable } from '../printable.ts'
import type { Problem } from '../run-error.ts'
import type { TargetOptions } from '../targets/index.ts'
import type { Target } from '../targets/target.ts'
import type { FunctionConfig } from './function-config.ts'

/**
 * What functionConfig says of an object that is there, and that is otherwise there. The object is filled and otherwise
 * kept, so that anything but a repetition would be ignored in silence.
 */
export function contradictions(
  { called, options }: FunctionConfig,
  path: string,
  there: Json,
  target: Target<TargetOptions>,
): Problem[] {
  const { apiVersion, kind: _, ...rest } = target.render(options, { entries: [], comments: false, sources: [] }).object
  const said = without({ ...rest, ...(options.apiVersion !== undefined && { apiVersion }) }, target.listAt)
  const differing = leavesOf(said).filter(
    ([steps, value]) => JSON.stringify(valueAt(there, steps)) !== JSON.stringify(value),
  )
  return [
    ...differing.map(([steps, value]) => {
      const has = shown(valueAt(there, steps))
      const name = printable(steps.join('.'))
      return name === 'metadata.name'
        ? { where: path, message: `metadata.name is ${has}, and must be ${shown(value)}`, fix: FIX_NAME }
        : { where: called, message: `says ${name}: ${shown(value)}, and ${path} has ${has}`, fix: FIX }
    }),
    ...harmfulAnnotations(path, there),
  ]
}

/** A value as JSON. */
const shown = (value: Json | undefined): string =>
  value === undefined ? 'none' : printable(JSON.stringify(withoutPasswords(value)))

const FIX = 'write it there, and remove it from functionConfig: an object that is there is filled, and otherwise kept'
const FIX_NAME = 'nothing reads an object of another name: no namePrefix, no nameSuffix, and no name from an example'

function leavesOf(value: Json, at: readonly string[] = []): [readonly string[], Json][] {
  if (!isRecord(value)) return [[at, value]]
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...at, key]))
}
