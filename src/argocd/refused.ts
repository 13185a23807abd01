import type { Outcome } from '../commands/command.ts'
import type { Finding } from '../model.ts'
import { plural } from '../plural.ts'
import { styleFor } from '../report/style.ts'
import { placeText, problemsText } from '../report/talk.ts'
import { text } from '../report/text.ts'
import type { Problem } from '../run-error.ts'

/** Where the paths of a message start: a folder of the repository, as the Application names it. */
interface Start {
  readonly called: string
}

/** The UI shows what fails in one paragraph, and the Application keeps it: beyond this nobody reads it. */
const MOST = 20

/** What a run comes to that certificates have stopped: nothing on standard output. */
export const stopped = (config: string, errors: readonly Finding[], start: Start): Outcome => ({
  code: 1,
  err:
    text({ config, findings: errors.slice(0, MOST) }, { style: PLAIN, quiet: false }) +
    ending(errors.length, start, ': npx tks-trust generate lists them all'),
})

/** What a run comes to that could not be made. */
export const refused = (problems: readonly Problem[], start: Start): Outcome => ({
  code: 2,
  err: problemsText(problems.slice(0, MOST), PLAIN) + ending(problems.length, start),
})

/** Neither the UI nor a log has colours. */
const PLAIN = styleFor(false)

function ending(count: number, { called }: Start, hint = ''): string {
  const more = count > MOST ? `and ${plural(count - MOST, 'more error')}${hint}\n` : ''
  return `${more}nothing was rendered${called === '.' ? '' : `; paths start at ${placeText(called)}`}\n`
}
