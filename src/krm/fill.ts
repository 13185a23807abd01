import { targetOf } from '../config/parse.ts'
import type { Io } from '../io/io.ts'
import type { Finding, Json } from '../model.ts'
import { build } from '../pipeline.ts'
import { RunError, throwIfAny } from '../run-error.ts'
import type { TargetOptions } from '../targets/index.ts'
import type { Target } from '../targets/target.ts'
import { parseObject, yamlFault } from '../yaml.ts'
import { contradictions } from './contradictions.ts'
import { strayComments } from './entry-comments.ts'
import { type FoundObject, findObject } from './find-object.ts'
import { configFor, type FunctionConfig } from './function-config.ts'
import { keptEntries } from './kept.ts'
import type { Objects } from './objects.ts'
import type { Put } from './resource-list.ts'
import type { Reference } from './results.ts'
import { KIND } from './schema.ts'

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
export async function fill(given: FunctionConfig, objects: Objects, folder: Io, now: string): Promise<Filled> {
  const target = targetOf({ path: '', ...(given.target !== undefined && { target: given.target }) })
  const there = await findObject(target, objects.nodes, folder, given.called)
  return there === undefined
    ? make(given, target, objects, folder, now)
    : fillIn(given, target, there, objects, folder, now)
}

/** @throws {RunError} */
async function make(
  given: FunctionConfig,
  { kind }: Target<TargetOptions>,
  { nodes }: Objects,
  folder: Io,
  now: string,
): Promise<Filled> {
  const others = nodes.filter(node => node.get('kind') !== KIND).length
  const { apiVersion, spec } = given.options
  if (others > 0 && apiVersion === undefined && spec === undefined)
    throw new RunError([
      {
        where: given.called,
        message: `no ${kind} is among the objects, of which there are ${others}, to be filled`,
        fix: `list its file under resources, or put it into the package; or, to make one here, say apiVersion and spec in functionConfig`,
      },
    ])
  const parsed = await configFor(given, kind)
  const { findings, outputs } = await build(holding(folder, undefined, ''), parsed, now, { occasion: 'sync' })
  const [output] = outputs
  return {
    put: output && { text: output.text, at: nodes.length },
    findings,
    about: new Map([[kind, given.reference]]),
  }
}

/** @throws {RunError} */
async function fillIn(
  given: FunctionConfig,
  target: Target<TargetOptions>,
  { object, path, isInFile, reference }: FoundObject,
  { nodes, textOf }: Objects,
  folder: Io,
  now: string,
): Promise<Filled> {
  const text = textOf(path, object)
  const value = objectIn(path, text)
  const stray = isInFile && given.comments === false ? strayComments(path, text, object, target.listAt) : []
  throwIfAny([...contradictions(given, path, value, target), ...stray])
  // What kustomize renders is in no file: nothing shows what was committed, and the object is a base.
  const own = isInFile ? path : target.kind
  const occasion = isInFile ? 'commit' : 'sync'
  const parsed = await configFor(given, own, path)
  const kept = given.keepListed === true ? { kept: keptEntries(path, value, target) } : {}
  const { findings, outputs } = await build(holding(folder, path, text), parsed, now, { occasion, ...kept })
  const [output] = outputs
  return {
    put: output && { text: output.text, at: nodes.indexOf(object) },
    findings,
    about: new Map([own, path].map(name => [name, reference])),
  }
}

/** The folder, with the text of the object that is there as the base, and where it is in a file as what was committed. */
const holding = (folder: Io, path: string | undefined, text: string): Io => ({
  ...folder,
  readText: async wanted => (wanted === path ? text : undefined),
  replace: async () => {
    throw new TypeError('a function writes nothing')
  },
})

/** @throws {RunError} */
function objectIn(path: string, text: string): Json {
  try {
    return parseObject(text)
  } catch (error) {
    const fix = 'write it as plain YAML or JSON: no tags, and no aliases of what stands in another object'
    throw new RunError([{ where: path, message: `cannot be read: ${yamlFault(error).message}`, fix }], { cause: error })
  }
}
