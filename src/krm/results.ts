import { stops } from '../finding.ts'
import type { Finding, Severity } from '../model.ts'
import { printable } from '../printable.ts'
import type { Problem } from '../run-error.ts'

/** One result of a KRM function, as its specification has it; all that it holds is text. */
export type Result = {
  readonly message: string
  readonly severity: Severity
  readonly resourceRef?: Reference
  readonly file?: { readonly path: string }
  readonly tags?: Readonly<Record<string, string>>
}

/** The object that a result is about. */
export type Reference = {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
}

/** A finding as a result. `about` knows the objects among the places that findings name; the others are files. */
export function resultOf(finding: Finding, about: ReadonlyMap<string, Reference>): Result {
  const { rule, message, fix, path, line, certificate, waiver } = finding
  // kpt shows neither file nor tags.
  const place = path === undefined ? '' : `${printable(path, 400)}${line === undefined ? '' : `:${line}`}: `
  const reference = path === undefined ? undefined : about.get(path)
  const isOpen = waiver === undefined
  const told = isOpen && finding.severity !== 'info' ? `${message}; fix: ${fix}` : message
  return {
    message: place + printable(told, 1000),
    // What a waiver covers stops nothing, and kpt would call it a failure.
    severity: stops(finding) || isOpen ? finding.severity : 'info',
    ...(reference !== undefined && { resourceRef: reference }),
    ...(reference === undefined && path !== undefined && { file: { path: printable(path, 400) } }),
    tags: {
      rule,
      ...(line !== undefined && { line: String(line) }),
      ...(certificate !== undefined && { certificate }),
      ...(waiver !== undefined && { waivedUntil: waiver.until }),
    },
  }
}

/** What kept the function from working as a result. */
export const resultOfProblem = ({ where, message, fix }: Problem): Result => ({
  message: printable(
    `${where === undefined ? '' : `${where}: `}${message}${fix === undefined ? '' : `; fix: ${fix}`}`,
    2000,
  ),
  severity: 'error',
})
