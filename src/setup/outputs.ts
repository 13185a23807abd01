import type { Json } from '../model.ts'
import { isList, isRecord, valueAt } from '../object.ts'
import type { GitOps } from '../targets/tkg-service-configuration/options.ts'
import { parseObject } from '../yaml.ts'

/** What a configuration writes, as far as it can be told without running it. */
export interface Outputs {
  /** Paths from the folder of the configuration; never none. */
  readonly outputs: readonly string[]
  /** What somebody should know or do about them. */
  readonly note: string | undefined
}

/** The target of an output that names none, and the only one that has a place on a Supervisor for all its clusters. */
const TARGET = 'tkg-service-configuration'

/** The outputs of the configuration that `init` writes. */
export const NEW_OUTPUTS: Outputs = { outputs: ['tks.yaml'], note: undefined }

/** The outputs of a configuration that is there already. What is a program is not run, and what is wrong is for `generate` to say. */
export function outputsOf(name: string, text: string, gitops: GitOps): Outputs {
  if (!/\.(?:ya?ml|json)$/.test(name))
    return assumed(`${name} is not run to see what it writes: tks.yaml is assumed; it should say gitops: ['${gitops}']`)
  const found = listedIn(text).filter(({ target = TARGET }) => target === TARGET)
  const outputs = found.flatMap(({ path }) => (typeof path === 'string' && path !== '' ? [path] : []))
  if (outputs.length === 0) return assumed(`${name} does not say what it writes: tks.yaml is assumed`)
  const unprotected = found.some(
    ({ base, gitops: has }) => base === undefined && !(isList(has) && has.includes(gitops)),
  )
  const note = unprotected
    ? `${name}: each output should have gitops: [${gitops}], so that the manifest itself says that it must stay`
    : undefined
  return { outputs, note }
}

const assumed = (note: string): Outputs => ({ ...NEW_OUTPUTS, note })

function listedIn(text: string) {
  let value: Json
  try {
    value = parseObject(text)
  } catch {
    return []
  }
  const outputs = valueAt(value, ['outputs'])
  return isList(outputs) ? outputs.filter(isRecord) : []
}
