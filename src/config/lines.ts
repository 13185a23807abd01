import { isNode, LineCounter, parseDocument } from 'yaml'
import type { LineOf } from './loaded.ts'

/** Finds the lines of a text in YAML or JSON; a key that is missing has the line of what should hold it. */
export function linesOf(text: string): LineOf {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter })
  return steps => {
    for (let length = steps.length; length > 0; length--) {
      const node = document.getIn(steps.slice(0, length), true)
      if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line
    }
    return 1
  }
}

/** What is wrong with the syntax, and where. */
export function syntaxErrors(text: string): { line: number; message: string }[] {
  return parseDocument(text, { lineCounter: new LineCounter() })
    .errors.slice(0, 10)
    .map(({ message, linePos }) => ({
      line: linePos?.[0].line ?? 1,
      message: message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '',
    }))
}
