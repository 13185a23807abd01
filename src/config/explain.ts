import type { JsonSchema, Violation } from '../json-schema.ts'
import { nearest } from '../nearest.ts'

/** A step into the configuration: a key or an index. */
export type Step = string | number

/** A violation of a schema as a person would say it: `at` leads to the value, `message` goes behind its name. */
export interface Explanation {
  readonly at: readonly Step[]
  readonly message: string
  readonly fix?: string
}

/** Keywords that only say that something below them is wrong. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'properties',
  'items',
  'additionalProperties',
  'propertyNames',
  'if',
  'then',
  'else',
])

/** More known keys than this are not a hint but a wall. */
const MOST_LISTED = 20

/** Nobody mends more in one go. */
const MOST = 100

/** Explains the violations that a validator found, without those that merely repeat others; the schema advises. */
export const explainAll = (units: readonly Violation[], value: unknown, schema: JsonSchema): Explanation[] =>
  units
    .filter(({ keyword }) => !CONTAINERS.has(keyword))
    .slice(0, MOST)
    .map(unit => {
      const explanation = explain(unit, value, schema)
      // What a rule wants is no advice on how to write its severity.
      const isRule = explanation.at[0] === 'rules' && explanation.at.length === 2
      const here = schemaAt(schema, explanation.at)
      const advice = isRule ? undefined : (adviceOf(here, explanation.at) ?? adviceOf(here?.else, explanation.at))
      return explanation.fix === undefined && advice !== undefined ? { ...explanation, fix: advice } : explanation
    })

/** What to write: an example, where there is one. */
function adviceOf(schema: JsonSchema | undefined, at: readonly Step[]): string | undefined {
  const [example] = schema?.examples ?? []
  if (example === undefined) return schema?.description
  const key = at.at(-1)
  return `for example ${typeof key === 'string' ? `${key}: ` : ''}${JSON.stringify(example)}`
}

function explain(
  { keyword, instanceLocation, keywordLocation, error }: Violation,
  value: unknown,
  schema: JsonSchema,
): Explanation {
  const at = stepsOf(instanceLocation)
  const isKey = keywordLocation.includes('/propertyNames/')
  const here = isKey ? schemaAt(schema, at.slice(0, -1))?.propertyNames : branch(schemaAt(schema, at), keywordLocation)
  const found = valueAt(value, at)
  switch (keyword) {
    case 'required':
      return { at: [...at, /"(.*)"/.exec(error)?.[1] ?? ''], message: 'is missing' }
    case 'false':
      return unknownKey(at, schemaAt(schema, at.slice(0, -1)))
    case 'type':
      return { at, message: `must be ${article(String(here?.type))}, not ${kindOf(found)}` }
    case 'minItems':
      return { at, message: (here?.minItems ?? 1) > 1 ? `must have ${here?.minItems} items` : 'must not be empty' }
    case 'minLength':
      return { at, message: 'must not be empty' }
    case 'minimum':
      return { at, message: `must be at least ${here?.minimum}` }
    case 'maximum':
      return { at, message: `must be at most ${here?.maximum}` }
    case 'maxItems':
      return { at, message: `has more than ${here?.maxItems} items` }
    case 'uniqueItems':
      return { at, message: 'has the same item twice' }
    case 'enum':
    case 'const':
      return notAmong(at, found, here)
    default:
      return { at, message: `must be ${here?.$comment ?? `a string that matches ${String(here?.pattern)}`}` }
  }
}

/** The branch of a conditional schema that a keyword stands in. */
function branch(schema: JsonSchema | undefined, keywordLocation: string): JsonSchema | undefined {
  if (/\/else\/\w+$/.test(keywordLocation)) return schema?.else ?? schema
  return /\/then\/\w+$/.test(keywordLocation) ? (schema?.then ?? schema) : schema
}

function unknownKey(at: readonly Step[], parent: JsonSchema | undefined): Explanation {
  const known = Object.keys(parent?.properties ?? parent?.then?.properties ?? {})
  const near = nearest(String(at.at(-1)), known)
  const all =
    known.length > MOST_LISTED && parent?.description !== undefined ? parent.description : `one of ${known.join(', ')}`
  const fix = near === undefined ? all : `did you mean ${near}?`
  return { at, message: 'is not a known key', fix }
}

function notAmong(at: readonly Step[], found: unknown, here: JsonSchema | undefined): Explanation {
  const allowed = (here?.enum ?? [here?.const]).map(String)
  const near = typeof found === 'string' ? nearest(found, allowed) : undefined
  const message = `must be ${allowed.length === 1 ? '' : 'one of '}${allowed.join(', ')}`
  return near === undefined ? { at, message } : { at, message, fix: `did you mean ${near}?` }
}

/** `outputs[0].spec.defaultCNI` */
export const spell = (steps: readonly Step[]): string => steps.map(spellStep).join('').replace(/^\./, '')

function spellStep(step: Step): string {
  if (typeof step === 'number') return `[${step}]`
  return /^[\w$]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
}

/** A JSON Pointer in a URI fragment (RFC 6901 section 6) as steps. */
const stepsOf = (location: string): Step[] =>
  location
    .split('/')
    .slice(1)
    .map(part => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(part => (/^\d+$/.test(part) ? Number(part) : part))

function schemaAt(schema: JsonSchema | undefined, steps: readonly Step[]): JsonSchema | undefined {
  let here = schema
  for (const step of steps) {
    const next =
      typeof step === 'number'
        ? itemOf(here, step)
        : (here?.properties?.[step] ?? here?.then?.properties?.[step] ?? here?.additionalProperties)
    here = typeof next === 'object' ? next : here?.propertyNames
  }
  return here
}

/** The schema of one item; a list that only one branch allows is described there. */
function itemOf(schema: JsonSchema | undefined, index: number): JsonSchema | undefined {
  const items = schema?.items ?? schema?.then?.items
  return Array.isArray(items) ? items[index] : items
}

function valueAt(value: unknown, steps: readonly Step[]): unknown {
  let here = value
  for (const step of steps) here = typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined
  return here
}

const article = (type: string): string => `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return article(Array.isArray(value) ? 'array' : typeof value)
}
