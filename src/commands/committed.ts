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
  const fix = 'delete or rename it, or correct the path of the output'
  const refuse = (message: string) => new RunError([{ where: output.path, message, fix }])
  if (text === undefined || text.trim() === '') return
  if (!text.includes(kind)) throw refuse(`is there already and is no ${kind}`)
  if (/\n---[ \t\r]*\n[\s\S]*^kind:/m.test(text) && (text.match(/^kind:/gm) ?? []).length > 1)
    throw refuse('is there already and holds other objects too')
}

/** The line of the first marker that git leaves where two changes meet. */
export function conflictLine(text: string): number | undefined {
  const line = text.split('\n').findIndex(marked => /^(?:<{7}|>{7}) /.test(marked))
  return line < 0 ? undefined : line + 1
}
