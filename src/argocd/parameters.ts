import type { Json } from '../model.ts'
import { nearest } from '../nearest.ts'
import { isList, isRecord } from '../object.ts'
import { type Problem, RunError, throwIfAny } from '../run-error.ts'

/** What an Application can set under `spec.source.plugin.parameters`. */
export interface Parameters {
  /** Another configuration than the one in the folder of the application, by its path from there. */
  readonly config?: string
  /** The outputs to print, by their paths; all where it is not set. */
  readonly outputs?: readonly string[]
}

/** The parameters and the kind of value that each has; `plugin.yaml` announces them. */
export const PARAMETERS = { config: 'string', outputs: 'array' } as const

const NAMES = Object.keys(PARAMETERS)
const KINDS = ['string', 'array', 'map']
const VARIABLE = 'ARGOCD_APP_PARAMETERS'

/**
 * Reads parameters as Argo CD hands them over: no variable at all for an Application without a plugin section, `null` for one
 * without parameters, else a list of names with a `string`, an `array` or a `map` (argo-cd,
 * pkg/apis/application/v1alpha1/types.go, ApplicationSourcePluginParameters.Environ). What is empty is not set: it is what
 * the UI leaves of a value that somebody has taken back.
 * @throws {RunError} with every mistake
 */
export function readParameters(text: string | undefined): Parameters {
  const list = text === undefined ? null : parsed(text)
  if (list === null) return {}
  if (!isList(list)) throw new RunError([{ where: VARIABLE, message: 'is not a list of parameters', fix: NOT_ARGOCD }])
  const problems = list.flatMap((item, index) => problemsOf(item, list.slice(0, index)))
  throwIfAny(problems)
  const config = given(list, 'config')
  const outputs = textsIn(given(list, 'outputs'))
  return {
    ...(typeof config === 'string' && config !== '' && { config }),
    ...(outputs.length > 0 && { outputs }),
  }
}

const NOT_ARGOCD =
  'leave this variable to Argo CD: parameters stand in spec.source.plugin.parameters of the Application'

function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new RunError([{ where: VARIABLE, message: 'is not JSON', fix: NOT_ARGOCD }], { cause: error })
  }
}

const textsIn = (value: Json | undefined): string[] =>
  isList(value) ? value.filter(isText).filter(text => text !== '') : []

const isText = (value: Json): value is string => typeof value === 'string'

const nameOf = (item: Json | undefined): Json | undefined => (isRecord(item) ? item.name : undefined)

function given(list: readonly Json[], name: keyof typeof PARAMETERS): Json | undefined {
  const item = list.find(one => nameOf(one) === name)
  return isRecord(item) ? item[PARAMETERS[name]] : undefined
}

function problemsOf(item: Json, before: readonly Json[]): Problem[] {
  const name = nameOf(item)
  if (!isRecord(item) || typeof name !== 'string' || name === '')
    return [{ where: VARIABLE, message: 'has a parameter without a name', fix: `write ${EXAMPLES.outputs}` }]
  const where = `parameter ${name}`
  if (!isKnown(name)) return [{ where, message: 'is not known', fix: fixName(name) }]
  if (before.some(other => nameOf(other) === name))
    return [{ where, message: 'is given twice', fix: 'keep one of them' }]
  const wanted = PARAMETERS[name]
  const given = KINDS.filter(kind => kind in item)
  const fix = `write ${EXAMPLES[name]}`
  if (given.length !== 1 || given[0] !== wanted) {
    const has = given.length === 0 ? 'has no value' : `has a value of kind ${given.join(' and ')}`
    return [{ where, message: `${has}, and wants a value of kind ${wanted}`, fix }]
  }
  const value = item[wanted]
  const isGood = wanted === 'string' ? typeof value === 'string' : isList(value) && value.every(isText)
  return isGood ? [] : [{ where, message: `is not ${wanted === 'string' ? 'a text' : 'a list of texts'}`, fix }]
}

const EXAMPLES = {
  config: '{ name: config, string: prod/trust.config.yaml }',
  outputs: '{ name: outputs, array: [prod/tks.yaml] }',
} as const

const isKnown = (name: string): name is keyof typeof PARAMETERS => NAMES.includes(name)

function fixName(name: string): string {
  const close = nearest(name, NAMES)
  return close === undefined ? `the parameters are ${NAMES.join(' and ')}` : `did you mean ${close}?`
}
