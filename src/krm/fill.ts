import { targetOf } from '../config/parse.ts'
import { isPathInside } from '../config/schema.ts'
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
  /** What findings call the manifest, or the one that it is made of, and which object that is. */
  readonly about: ReadonlyMap<string, Reference>
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
  const found = await Promise.all(objects.filter(object => isOf(target, object)).map(object => refer(object, folder)))
  if (found.length > 1) throw severalOf(target, given, found)
  const [there] = found
  // What kustomize renders is in no file: nothing shows what was committed, and the object is a base.
  const path = there?.isInFile === true ? there.path : target.kind
  const parsed = await configFor(given, path, there?.path)
  const text = there && textOfObject(there.path, there.object)
  if (there !== undefined && text !== undefined)
    refuseContradictions(given, there.path, objectIn(there.path, text), target)
  const { findings, outputs } = await build(beside(folder, there?.path, text, given.keepListed), parsed, now, 'sync')
  const [output] = outputs
  return {
    put: output && { text: output.text, at: there === undefined ? objects.length : objects.indexOf(there.object) },
    findings,
    about: new Map([path, there?.path ?? path].map(name => [name, there?.reference ?? given.reference])),
  }
}

/** An object of the target's kind among the others. */
interface There {
  readonly object: ObjectNode
  /** Its file, or its kind and name. */
  readonly path: string
  /** Whether it stands in a file of the folder, as it does for kpt. */
  readonly isInFile: boolean
  readonly reference: Reference
}

const groupOf = (apiVersion: string): string => apiVersion.slice(0, apiVersion.indexOf('/') + 1)

/** Of whatever version: another one than the function is told of is a contradiction, not another object. */
const isOf = ({ kind, schemas }: Target<TargetOptions>, object: ObjectNode): boolean =>
  stringAt(object, 'kind') === kind &&
  Object.keys(schemas)
    .map(groupOf)
    .includes(groupOf(stringAt(object, 'apiVersion') ?? ''))

async function refer(object: ObjectNode, folder: Io): Promise<There> {
  const [apiVersion = '', kind = '', name = ''] = [['apiVersion'], ['kind'], ['metadata', 'name']].map(path =>
    stringAt(object, ...path),
  )
  const reference = { apiVersion, kind, name }
  // kustomize makes names of files up, and a name may lead out of the folder.
  const file = fileOf(object) ?? ''
  const isInFile = isPathInside(file) && (await folder.readText(file)) !== undefined
  return { object, path: isInFile ? file : `${kind}/${printable(name)}`, isInFile, reference }
}

const severalOf = ({ kind }: Target<TargetOptions>, { called }: FunctionConfig, found: readonly There[]): RunError =>
  new RunError([
    {
      where: called,
      message: `${found.length} objects are a ${kind}: ${found.map(({ path }) => path).join(', ')}`,
      fix: 'keep one of them: a Supervisor has one',
    },
  ])

/**
 * The folder, with the text of the object that is there as the base and as what was committed; and as one more source,
 * under which its certificates keep their names, where they are to stay.
 */
const beside = (folder: Io, path: string | undefined, text: string | undefined, keepListed: boolean): Io => ({
  ...folder,
  find: async patterns => {
    const found = await folder.find(patterns)
    if (text === undefined || !keepListed) return found
    return { ...found, files: [...found.files, { path: `${path} as it was`, bytes: Buffer.from(text) }] }
  },
  readText: async wanted => (wanted === path ? text : undefined),
  replace: async () => {
    throw new TypeError('a function writes nothing')
  },
})

/** @throws {RunError} */
function refuseContradictions(given: FunctionConfig, path: string, there: Json, target: Target<TargetOptions>): void {
  const problems = contradictions(given, path, there, target)
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
