import type { Io } from '../io/io.ts'
import { isPathInside } from '../path-inside.ts'
import { printable } from '../printable.ts'
import { RunError } from '../run-error.ts'
import type { TargetOptions } from '../targets/index.ts'
import type { Target } from '../targets/target.ts'
import { fileOf, isOfKustomize } from './file-annotations.ts'
import { type ObjectNode, stringAt } from './objects.ts'
import type { Reference } from './results.ts'

/** An object of the target's kind among the others. */
export interface FoundObject {
  readonly object: ObjectNode
  /** Its file, or its kind and name. */
  readonly path: string
  /** Whether it stands in a file of the folder, as it does for kpt. */
  readonly isInFile: boolean
  readonly reference: Reference
}

/** The one object of the target's kind, undefined where there is none. @throws {RunError} where there are several */
export async function findObject(
  target: Target<TargetOptions>,
  nodes: readonly ObjectNode[],
  folder: Io,
  called: string,
): Promise<FoundObject | undefined> {
  const found = await Promise.all(nodes.filter(object => isOf(target, object)).map(object => refer(object, folder)))
  if (found.length < 2) return found[0]
  throw new RunError([
    {
      where: called,
      message: `${found.length} objects are a ${target.kind}: ${found.map(({ path }) => path).join(', ')}`,
      fix: 'keep one of them: a Supervisor has one',
    },
  ])
}

const groupOf = (apiVersion: string): string => apiVersion.slice(0, apiVersion.indexOf('/') + 1)

/** Of whatever version: another one than the function is told of is a contradiction, not another object. */
const isOf = ({ kind, schemas }: Target<TargetOptions>, object: ObjectNode): boolean =>
  stringAt(object, 'kind') === kind &&
  Object.keys(schemas)
    .map(groupOf)
    .includes(groupOf(stringAt(object, 'apiVersion') ?? ''))

async function refer(object: ObjectNode, folder: Io): Promise<FoundObject> {
  const [apiVersion = '', kind = '', name = ''] = [['apiVersion'], ['kind'], ['metadata', 'name']].map(path =>
    stringAt(object, ...path),
  )
  const reference = { apiVersion, kind, name }
  // A name may lead out of the folder.
  const file = isOfKustomize(object) ? '' : (fileOf(object) ?? '')
  const isInFile = isPathInside(file) && (await folder.isFile(file))
  return { object, path: isInFile ? file : `${kind}/${printable(name)}`, isInFile, reference }
}
