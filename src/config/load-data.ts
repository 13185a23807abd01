import { RunError } from '../run-error.ts'
import { parseObject, yamlFault } from '../yaml.ts'
import type { Loaded } from './loaded.ts'
import { adviceOnSyntax } from './syntax-advice.ts'

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
      problems.map(({ line, message }) => ({ where: `${path}:${line}`, ...adviceOnSyntax(message) })),
      { cause: error },
    )
  }
}
