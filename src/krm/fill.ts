import { targetOf } from '../config/parse.ts'
import type { Io } from '../io/io.ts'
import type { Finding, Json } from '../model.ts'
import { build } from '../pipeline.ts'
import { printable } from '../printable.ts'
import { RunError } from '../run-error.ts'
import type { TargetOptions } from '../targets/index.ts'
import type { Target } from '../targets/target.ts'
import { parseObject, yamlFault } from '../yaml.ts'
import { contradictions } from './contradictions.ts'
import { configFor, type FunctionConfig } from './function-config.ts'
import { fileOf, type ObjectNode, stringAt, textOfObject } from './objects.ts'
import type { Put } from './resource-list.ts'
import type { Reference } from './results.ts'

/** What filling comes to. */
export interface Filled {
  /** The manifest and its place among the objects; undefined where an error among the findings keeps it from being made. */
  readonly put: Put | undefined
  readonly findings: readonly Finding[]
  /** What findings call the manifest, and which object that is. */
  readonly about: readonly [string, Reference]
}

/**
 * Makes the object of the target, or fills the one that is among the objects and keeps all else of it.
 * @param folder where the sources are
 * @throws {RunError}
 */
export async function fill(
  given: FunctionConfig,
  objects: readonly ObjectNode[],
  folder: Io,
  now: string,
): Promise<Filled> {
  const target = targetOf({ path: '', ...(given.target !== undefined && { target: given.target }) })
  const found = objects.filter(object => isOf(target, object)).map(refer)
  if (found.length > 1) throw severalOf(target, given, found)
  const [there] = found
  const path = there?.path ?? target.kind
  const parsed = await configFor(given, path, there !== undefined)
  const text = there && textOfObject(path, there.object)
  if (text !== undefined) refuseContradictions(given, path, text, target)
  const { findings, outputs } = await build(beside(folder, path, text), parsed, now, 'sync')
  const at = there === undefined ? objects.length : objects.indexOf(there.object)
  const [output] = outputs
  return {
    put: output && { text: output.text, at },
    findings,
    about: [path, there?.reference ?? given.reference],
  }
}

/** An object of the target's kind among the others. */
interface There {
  readonly object: ObjectNode
  /** Its file, where it is known, else its kind and name. */
  readonly path: string
  readonly reference: Reference
}

const groupOf = (apiVersion: string): string => apiVersion.slice(0, apiVersion.indexOf('/') + 1)

/** Of whatever version: another one than the function is told of is a contradiction, not another object. */
const isOf = ({ kind, schemas }: Target<TargetOptions>, object: ObjectNode): boolean =>
  stringAt(object, 'kind') === kind &&
  Object.keys(schemas)
    .map(groupOf)
    .includes(groupOf(stringAt(object, 'apiVersion') ?? ''))

function refer(object: ObjectNode): There {
  const [apiVersion = '', kind = '', name = ''] = [['apiVersion'], ['kind'], ['metadata', 'name']].map(path =>
    stringAt(object, ...path),
  )
  return { object, path: fileOf(object) ?? `${kind}/${printable(name)}`, reference: { apiVersion, kind, name } }
}

const severalOf = ({ kind }: Target<TargetOptions>, { called }: FunctionConfig, found: readonly There[]): RunError =>
  new RunError([
    {
      where: called,
      message: `${found.length} objects are a ${kind}: ${found.map(({ path }) => path).join(', ')}`,
      fix: 'keep one of them: a Supervisor has one',
    },
  ])

/** The folder, with the text of the object that is there as the base and as what was committed. */
const beside = (folder: Io, path: string, text: string | undefined): Io => ({
  ...folder,
  readText: async wanted => (wanted === path ? text : folder.readText(wanted)),
  replace: async () => {
    throw new TypeError('a function writes nothing')
  },
})

/** @throws {RunError} */
function refuseContradictions(given: FunctionConfig, path: string, text: string, target: Target<TargetOptions>): void {
  const problems = contradictions(given, path, objectIn(path, text), target)
  if (problems.length > 0) throw new RunError(problems)
}

/** @throws {RunError} */
function objectIn(path: string, text: string): Json {
  try {
    return parseObject(text)
  } catch (error) {
    throw new RunError([{ where: path, message: `cannot be read: ${yamlFault(error).message}` }], { cause: error })
  }
}
