import { targetOf } from '../config/parse.ts'
import type { BuiltOutput } from '../pipeline.ts'
import { throwIfAny } from '../run-error.ts'

/**
 * Only what this program could have written is compared or replaced: a manifest of an older version, or with a merge conflict in it, still names its kind.
 * @throws {RunError} with every file that does not
 */
export function refuseForeign(outputs: readonly BuiltOutput[]): void {
  const problems = outputs.flatMap(({ output, committed = '' }) => {
    const message = foreign(committed, targetOf(output).kind)
    const fix = 'delete or rename it, or correct the path of the output'
    return message === undefined ? [] : [{ where: output.path, message, fix }]
  })
  throwIfAny(problems)
}

/** Why a text cannot be one that this program wrote for a kind, or undefined. */
function foreign(text: string, kind: string): string | undefined {
  if (text.trim() === '') return undefined
  if (!text.includes(kind)) return `is there already and is no ${kind}`
  return holdsSeveral(text) ? 'is there already and holds other objects too' : undefined
}

/** Two kinds, and a line between documents before the last of them. */
function holdsSeveral(text: string): boolean {
  let kinds = 0
  let isDivided = false
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0 && /^---[ \t\r]*$/.test(line)) isDivided = true
    else if (line.startsWith('kind:') && ++kinds > 1 && isDivided) return true
  }
  return false
}

/** The line of the first marker that git leaves where two changes meet. */
export function conflictLine(text: string): number | undefined {
  const line = text.split('\n').findIndex(marked => /^(?:<{7}|>{7}) /.test(marked))
  return line < 0 ? undefined : line + 1
}
