import { addDays, addMonths } from './calendar.ts'
import { RunError } from './run-error.ts'

/** A time ahead, as it was typed, and the last instant in it. */
export interface Period {
  readonly text: string
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly until: string
}

const FORM = /^(\d{1,5})([dwmy])$/

/** Reads `90d`, `12w`, `6m` or `1y`: days, weeks, months and years of the calendar from an instant on. @throws {RunError} */
export function periodOf(text: string, now: string): Period {
  const [, number = '', unit = ''] = FORM.exec(text.trim().toLowerCase()) ?? []
  const count = Number(number)
  switch (unit) {
    case 'd':
      return { text, until: addDays(now, count) }
    case 'w':
      return { text, until: addDays(now, count * 7) }
    case 'm':
      return { text, until: addMonths(now, count) }
    case 'y':
      return { text, until: addMonths(now, count * 12) }
  }
  const fix = 'write a number and d, w, m or y: --within 90d, --within 12w, --within 6m, --within 1y'
  throw new RunError([{ message: `--within ${JSON.stringify(text)} is not a time`, fix }])
}
