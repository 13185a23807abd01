import type { Json } from '../model.ts'
import { differences, isList, valueAt } from '../object.ts'
import { RunError } from '../run-error.ts'
import { parseTexts, parseTypes, yamlFault } from '../yaml.ts'
import type { Put } from './resource-list.ts'

/**
 * Reads a ResourceList again, with another parser than the one by which it was spliced: beside the object that was put in and results
 * behind those of others, it says what it said before. Whoever has written the rest of it cannot have meant anything else.
 * @param results as texts of YAML
 * @throws {RunError}
 */
export function requireSameList(before: string, after: string, put: Put | undefined, results: readonly string[]): void {
  for (const read of READERS) {
    const [list = null] = read(before)
    const expected = {
      ...Object(list),
      items: withObject(itemsAt(list, 'items'), put, read),
      results: [...itemsAt(list, 'results'), ...results.flatMap(read)],
    }
    const [told = null, ...more] = read(after)
    const there = { ...Object(told), items: itemsAt(told, 'items'), results: itemsAt(told, 'results') }
    requireNone(more.length > 0 ? ['the number of documents'] : differences(there, expected))
  }
}

/** The same for a stream of objects. @throws {RunError} */
export function requireSameStream(before: string, after: string, put: Put): void {
  for (const read of READERS) requireNone(differences(read(after), withObject(read(before), put, read)))
}

type Reader = (text: string) => Json[]

function withObject(objects: readonly Json[], put: Put | undefined, read: Reader): Json[] {
  if (put === undefined) return [...objects]
  const [object = null] = read(put.text)
  return [...objects.slice(0, put.at), object, ...objects.slice(put.at + 1)]
}

/** What is null is a text to one of the readers. */
function itemsAt(list: Json, key: string): readonly Json[] {
  const items = valueAt(list, [key])
  return isList(items) ? items : []
}

/** The one misses `"1"` in place of `1`, the other `1.1` in place of `1.10`. */
const READERS: readonly Reader[] = [parseTexts, parseTypes].map(parse => text => {
  try {
    return parse(text)
  } catch (error) {
    throw refusal(yamlFault(error).message, error)
  }
})

function requireNone(different: readonly string[]): void {
  if (different.length > 0) throw refusal(`it would change ${different.slice(0, 5).join(', ') || 'all of it'}`)
}

const refusal = (why: string, cause?: unknown): RunError =>
  new RunError(
    [
      {
        where: 'standard input',
        message: `an object cannot be put in without a change to the others: ${why}`,
        fix: 'write it in plain YAML or JSON, each object on lines of its own, without anchors and aliases',
      },
    ],
    { cause },
  )
