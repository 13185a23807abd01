import type { Outcome } from '../commands/command.ts'
import type { Json, SourceFile } from '../model.ts'
import { RunError } from '../run-error.ts'
import { requireUtf8 } from '../utf8.ts'
import { parseObject, yamlFault } from '../yaml.ts'
import { documentsOf, type YamlDocument } from './documents.ts'
import { failed, type Surroundings, work } from './function.ts'
import { isMap, type ObjectNode, ownText } from './objects.ts'
import { requireSameStream } from './read-back.ts'
import type { Put } from './resource-list.ts'
import { replacing, spliced } from './splice.ts'

/**
 * An exec plugin, the older calling convention of kustomize and the only one that `kubectl kustomize` runs: the
 * configuration in a file, objects as a stream of YAML on standard input, none for a generator, and the same stream on
 * standard output with the object in it. What stands on standard error is shown when it fails (kustomize,
 * api/internal/plugins/execplugin/execplugin.go).
 */
export async function runPlugin(config: SourceFile, input: Uint8Array, around: Surroundings): Promise<Outcome> {
  try {
    const text = requireUtf8(WHERE, input).replaceAll('\r\n', '\n')
    const nodes = documentsOf(WHERE, text).map(rootOf)
    const textOf = (where: string, node: ObjectNode) => ownText(where, text, node)
    const { code, put, err } = await work(configIn(config), { nodes, textOf }, around)
    return { code, err, ...(put !== undefined && { out: stream(text, nodes, put) }) }
  } catch (error) {
    const { code, err } = failed(error, around.style)
    return { code, err }
  }
}

const WHERE = 'standard input'

/** The stream with an object in place of another one, or behind all others. */
function stream(text: string, nodes: readonly ObjectNode[], put: Put): string {
  if (nodes.length === 0) return put.text
  const there = nodes[put.at]
  const end = { from: text.length, to: text.length, text: `---\n${put.text}` }
  const whole = spliced(text, [there === undefined ? end : replacing(text, there, put.text)])
  requireSameStream(text, whole, put)
  return whole
}

/** @throws {RunError} */
function rootOf({ contents }: YamlDocument): ObjectNode {
  if (isMap(contents)) return contents
  throw new RunError([{ where: WHERE, message: 'has a document that is not an object' }])
}

/** @throws {RunError} */
function configIn(file: SourceFile): Json {
  const where = 'configuration of the plugin'
  if ('fault' in file)
    throw new RunError([{ where: file.path, message: file.fault.message, fix: 'tks-trust-krm --help' }])
  try {
    return parseObject(requireUtf8(where, file.bytes))
  } catch (error) {
    if (error instanceof RunError) throw error
    throw new RunError([{ where, message: `is not YAML: ${yamlFault(error).message}` }], { cause: error })
  }
}
