import type { Outcome } from '../commands/command.ts'
import type { Json, SourceFile } from '../model.ts'
import { RunError } from '../run-error.ts'
import { parseObject, yamlFault } from '../yaml.ts'
import { decodeText, documentsOf, type Text, textOf } from './documents.ts'
import { failed, type Surroundings, work } from './function.ts'
import { isMap, type ObjectNode } from './objects.ts'
import type { Put } from './resource-list.ts'

/**
 * An exec plugin, the older calling convention of kustomize and the only one that `kubectl kustomize` runs: the
 * configuration in a file, objects as a stream of YAML on standard input, none for a generator, and the same stream on
 * standard output with the object in it. What stands on standard error is shown when it fails (kustomize,
 * api/internal/plugins/execplugin/execplugin.go).
 */
export async function runPlugin(config: SourceFile, input: Uint8Array, around: Surroundings): Promise<Outcome> {
  try {
    const documents = documentsOf('standard input', decodeText('standard input', input))
    const { code, put, err } = await work(configIn(config), documents.map(rootOf), around)
    return { code, err, ...(put !== undefined && { out: stream(documents, put) }) }
  } catch (error) {
    const { code, err } = failed(error, around.style)
    return { code, err }
  }
}

function stream(documents: readonly Text[], { text, at }: Put): string {
  const texts = documents.map(textOf)
  texts[at] = text
  return texts.join('---\n')
}

/** @throws {RunError} */
function rootOf({ contents }: Text): ObjectNode {
  if (isMap(contents)) return contents
  throw new RunError([{ where: 'standard input', message: 'has a document that is not an object' }])
}

/** @throws {RunError} */
function configIn(file: SourceFile): Json {
  const where = 'configuration of the plugin'
  if ('fault' in file)
    throw new RunError([{ where: file.path, message: file.fault.message, fix: 'tks-trust-krm --help' }])
  try {
    return parseObject(decodeText(where, file.bytes))
  } catch (error) {
    if (error instanceof RunError) throw error
    throw new RunError([{ where, message: `is not YAML: ${yamlFault(error).message}` }], { cause: error })
  }
}
