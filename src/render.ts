import { onlyBefore } from './committed.ts'
import type { OutputConfig } from './config/define.ts'
import { explainAll, spell } from './config/explain.ts'
import { targetOf } from './config/parse.ts'
import { keyLineIn } from './decode/traces.ts'
import { isEntryName } from './entry-name.ts'
import { harmfulAnnotations } from './harmful-annotations.ts'
import type { Io } from './io/io.ts'
import type { Occasion } from './law.ts'
import type { Entry, Fault, Json, Manifest } from './model.ts'
import { isList, isRecord, valueAt, withAt, without } from './object.ts'
import { print } from './print.ts'
import { printable } from './printable.ts'
import { readBack } from './read-back.ts'
import type { Dropped } from './rules/rule.ts'
import { RunError, throwIfAny } from './run-error.ts'
import type { TargetOptions } from './targets/index.ts'
import type { Target } from './targets/target.ts'
import { violations } from './validate.ts'
import { parseObject, yamlFault } from './yaml.ts'

/** A manifest that may be written. */
export interface Rendered {
  readonly text: string
  readonly manifest: Manifest
  /** What the base lists and this output does not. */
  readonly dropped: readonly Dropped[]
  /** Where the spec of the base is not what its kind allows. */
  readonly specFaults: readonly string[]
  /** The namespace that the base puts an object of the whole cluster into. */
  readonly namespace: string | undefined
  /** What else is wrong in the base, by the rules that say it of a configuration. */
  readonly baseFaults: readonly Fault[]
}

/** What an output is rendered of, and what for. */
export interface Circumstances {
  /** Patterns, for the head of the text. */
  readonly sources: readonly string[]
  readonly occasion: Occasion
}

/**
 * The text of one output: rendered, printed, valid against the schema of its kind, and read back.
 * @throws {RunError}
 */
export async function renderOutput(
  io: Io,
  output: OutputConfig,
  entries: readonly Entry[],
  { sources, occasion }: Circumstances,
): Promise<Rendered> {
  const target = targetOf(output)
  const manifest = target.render(output, {
    entries,
    comments: output.comments ?? true,
    sources: output.include ?? sources,
  })
  if (output.base === undefined) {
    const text = print(manifest)
    refuseSpec(output.path, checkSchema(output.path, manifest.object, target))
    refuseKeys(output.path, JSON.stringify(without(manifest.object, target.listAt)))
    readBack(output.path, text, manifest, entries, target)
    return { text, manifest, dropped: [], specFaults: [], namespace: undefined, baseFaults: [] }
  }
  const base = await io.readText(output.base)
  if (base === undefined) throw new RunError([{ where: output.base, message: 'the base is missing', fix: FIX_BASE }])
  const { printOnBase } = await import('./base.ts')
  refuseKeys(output.base, base)
  const text = printOnBase(output.base, base, manifest, target.listAt)
  const there = parseBase(output.base, base)
  throwIfAny(harmfulAnnotations(output.base, there))
  const object = meant(there, manifest.object, target)
  const specFaults = checkSchema(output.base, object, target)
  try {
    readBack(output.path, text, { object }, entries, target)
  } catch (error) {
    if (!(error instanceof RunError)) yamlFault(error)
    // The list went into a text that somebody wrote: an anchor or a form of YAML that cannot be filled in is theirs.
    throw new RunError(
      [{ where: output.base, message: 'the list of certificates cannot be filled in', fix: FIX_STYLE }],
      { cause: error },
    )
  }
  // In place, the change is told when the output is written or checked; at a sync it is neither.
  const isTold = output.base === output.path && occasion === 'commit'
  const dropped = isTold ? [] : onlyBefore(base, text, target)
  const namespace = valueAt(object, ['metadata', 'namespace'])
  return {
    text,
    manifest: { ...manifest, object },
    dropped,
    specFaults,
    namespace: target.isClusterScoped && typeof namespace === 'string' ? namespace : undefined,
    baseFaults: target.faultsIn(object).map(({ at, message, rule }) => ({ rule, message: `${spell(at)} ${message}` })),
  }
}

const FIX_BASE = 'correct `base`, or commit the manifest that the Supervisor has, without status, uid and managedFields'

/** @throws {RunError} where a text around the certificates, from a base or an annotation, holds a private key */
function refuseKeys(where: string, text: string): void {
  if (keyLineIn(text) === undefined) return
  throw new RunError([
    {
      where,
      message: 'a private key stands beside the certificates',
      fix: 'remove it, treat it as leaked, and replace it',
    },
  ])
}

const FIX_STYLE = 'write spec.trust.additionalTrustedCAs in block style, without anchors, aliases and tags'

function parseBase(path: string, text: string): Json {
  try {
    return parseObject(text)
  } catch (error) {
    const { line, message } = yamlFault(error)
    throw new RunError(
      [{ where: `${path}:${line}`, message: `is not one YAML document: ${message}`, fix: FIX_STYLE }],
      { cause: error },
    )
  }
}

/** The base with the new list in it, built apart from the text so that the two can be compared. */
function meant(base: Json, rendered: Json, { listAt }: Target<TargetOptions>): Manifest['object'] {
  const around = without(base, listAt)
  const filled = withAt(isRecord(around) ? around : {}, listAt, valueAt(rendered, listAt) ?? [])
  return isRecord(filled) ? filled : {}
}

/**
 * The object with one entry of its list in place of all that are made like it, a thousand of which would take the schema
 * as long as a hundred certificates take to read: they differ in a name, and those whose name is not surely one stay, and
 * in their data, which is read back octet by octet.
 */
function withOneEntry(object: Json, { listAt }: Target<TargetOptions>): Json {
  const list = valueAt(object, listAt)
  if (!isList(list)) return object
  const kept = list.filter((item, index) => {
    const name = valueAt(item, ['name'])
    return index === 0 || typeof name !== 'string' || !isEntryName(name)
  })
  return withAt(object, listAt, kept)
}

/**
 * What in an object's spec is not as the kind's schema has it.
 * @throws {RunError} for a fault outside of the spec: then the object is another one
 */
function checkSchema(path: string, object: Manifest['object'], target: Target<TargetOptions>): string[] {
  const apiVersion = String(object.apiVersion)
  const schema = Object.hasOwn(target.schemas, apiVersion) ? target.schemas[apiVersion] : undefined
  const message = `apiVersion ${printable(apiVersion)} is not one of ${Object.keys(target.schemas).join(', ')}`
  if (schema === undefined) throw new RunError([{ where: path, message }])
  const value = withOneEntry(object, target)
  const faults = explainAll(violations(value, schema), value, schema)
  const around = faults.filter(({ at }) => at[0] !== 'spec')
  if (around.length > 0)
    throw new RunError(
      around.map(({ at, message, ...fix }) => ({ where: path, message: `${spell(at)} ${message}`, ...fix })),
    )
  return faults.map(({ at, message, fix }) => `${spell(at)} ${message}${fix === undefined ? '' : `: ${fix}`}`)
}

/** @throws {TypeError} The configuration was checked: a spec that is wrong now is this program's own fault. */
function refuseSpec(path: string, [fault]: readonly string[]): void {
  if (fault !== undefined) throw new TypeError(`${path}: ${fault}`)
}
