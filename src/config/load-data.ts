import { isNode, LineCounter, parseDocument } from 'yaml'
import { RunError } from '../run-error.ts'
import type { Loaded } from './load.ts'

/** Parses a configuration in YAML or JSON; every value can be found again by line. @throws {RunError} */
export function loadData(path: string, text: string): Loaded {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter })
  if (document.errors.length > 0)
    throw new RunError(
      document.errors.map(({ message, linePos }) => ({
        where: `${path}:${linePos?.[0].line ?? 1}`,
        message: `not valid YAML or JSON: ${message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? ''}`,
      })),
    )
  const lineOf: Loaded['lineOf'] = steps => {
    for (let length = steps.length; length > 0; length--) {
      const node = document.getIn(steps.slice(0, length), true)
      if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line
    }
    return 1
  }
  return { value: document.toJS(), lineOf }
}
