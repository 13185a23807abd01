import type { Outcome } from '../commands/command.ts'
import { RunError } from '../run-error.ts'
import { requireUtf8 } from '../utf8.ts'
import { failed, type Surroundings, type Work, work } from './function.ts'
import { emptyList, type ResourceList, readResourceList } from './resource-list.ts'

/**
 * A KRM function: a ResourceList in, a ResourceList out, on standard output nothing else and never nothing, for an empty
 * output is a success to kustomize. The exit code decides; results are for kpt, which shows them, and standard error is for
 * kustomize, which does not.
 */
export async function runFunction(input: Uint8Array, around: Surroundings): Promise<Outcome> {
  const list = readOrFail(input, around)
  if ('code' in list) return { code: list.code, out: emptyList(list.results), err: list.err }
  const { code, put, results, err } = await work(list.functionConfig, list.objects, around)
  try {
    return { code, out: list.print(put, results), err }
  } catch (error) {
    const failure = failed(error, around.style)
    return { code: failure.code, out: asItWas(list, failure.results), err: failure.err }
  }
}

/** What cannot be written again at all is answered with an empty list: the exit code stops whoever reads it. */
function asItWas(list: ResourceList, results: Work['results']): string {
  try {
    return list.print(undefined, results)
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return emptyList(results)
  }
}

function readOrFail(input: Uint8Array, { style }: Surroundings): ResourceList | Work {
  try {
    return readResourceList(requireUtf8('standard input', input))
  } catch (error) {
    return failed(error, style)
  }
}
