import { RunError } from '../run-error.ts'
import { parseObject, yamlFault } from '../yaml.ts'
import type { Loaded } from './loaded.ts'

/** Parses a configuration in YAML or JSON; every value can be found again by line. @throws {RunError} */
export async function loadData(path: string, text: string): Promise<Loaded> {
  const lines = async () => (await import('./lines.ts')).linesOf(text)
  try {
    return { value: parseObject(text), lines }
  } catch (error) {
    const { syntaxErrors } = await import('./lines.ts')
    const found = syntaxErrors(text)
    const problems = found.length > 0 ? found : [yamlFault(error)]
    throw new RunError(
      problems.map(({ line, message }) => ({
        where: `${path}:${line}`,
        message: `not valid YAML or JSON: ${message}`,
        fix: FIX,
      })),
      { cause: error },
    )
  }
}

const FIX = "put patterns and other text that begins with a special character in quotes: '**/*.crt'"
