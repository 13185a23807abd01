import { targetOf } from '../config/parse.ts'
import type { Io } from '../io/io.ts'
import type { Finding, Json } from '../model.ts'
import { build } from '../pipeline.ts'
import { RunError } from '../run-error.ts'
import type { TargetOptions } from '../targets/index.ts'
import type { Target } from '../targets/target.ts'
import { parseObject, yamlFault } from '../yaml.ts'
import { contradictions } from './contradictions.ts'
import { findObject } from './find-object.ts'
import { configFor, type FunctionConfig } from './function-config.ts'
import { type ObjectNode, textOfObject } from './objects.ts'
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
  const there = await findObject(target, objects, folder, given.called)
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
