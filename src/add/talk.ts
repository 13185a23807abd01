import { describe } from '../inspect/describe.ts'
import type { Certificate } from '../model.ts'
import { printable } from '../printable.ts'
import type { Style } from '../report/style.ts'
import { fixText, placeText } from '../report/talk.ts'
import type { Problem } from '../run-error.ts'
import type { Plan } from './plan.ts'

/** What a person should know, and nothing has to be done about. */
export const notesText = (notes: readonly Problem[], style: Style): string =>
  notes
    .map(
      ({ where = '', message, fix }) =>
        `${style.bold(placeText(where))}: ${style.severity('info')}: ${printable(message, 1000)}\n${fixText(fix)}`,
    )
    .join('')

/** What became of each certificate, and what to type next. @param next a command line */
export function doneText({ additions, present }: Plan, isDry: boolean, next: string): string {
  const verb = isDry ? 'would be added' : 'added'
  const lines = [
    ...additions.map(({ path, certificate }) => line(path, verb, certificate)),
    ...present.map(({ path, certificate }) => line(path, 'already there', certificate)),
  ]
  return lines.join('') + (additions.length === 0 || isDry ? '' : `next: ${next}\n`)
}

const line = (path: string, verb: string, certificate: Certificate): string =>
  `${placeText(path)}: ${verb}, ${describe(certificate)}, SHA-256 ${certificate.id}\n`
