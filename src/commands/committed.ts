import type { OutputConfig } from '../config/define.ts'
import { targetOf } from '../config/parse.ts'
import { RunError } from '../run-error.ts'

/**
 * Only what this program could have written is compared or replaced. A manifest of an older version, or with a merge
 * conflict in it, still names its kind.
 * @throws {RunError} for a file that does not
 */
export function requireOurs(text: string | undefined, output: OutputConfig): void {
  const { kind } = targetOf(output)
  if (text === undefined || text.trim() === '' || text.includes(kind)) return
  const fix = 'delete or rename it, or correct the path of the output'
  throw new RunError([{ where: output.path, message: `is there already and is no ${kind}`, fix }])
}

/** The line of the first marker that git leaves where two changes meet. */
export function conflictLine(text: string): number | undefined {
  const line = text.split('\n').findIndex(marked => /^(?:<{7}|>{7}) /.test(marked))
  return line < 0 ? undefined : line + 1
}
