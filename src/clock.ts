import { RunError } from './run-error.ts'

const FORMS = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/

/**
 * The one instant of a run, `YYYY-MM-DDTHH:MM:SSZ`: `--now`, else `SOURCE_DATE_EPOCH`, else the real one.
 * @param flag a date (midnight UTC) or an instant of ISO 8601 with its offset
 * @param epoch seconds since 1970 (reproducible-builds.org/specs/source-date-epoch)
 * @throws {RunError} for what is neither
 */
export function instantOf(flag: string | undefined, epoch: string | undefined, real: Date): string {
  if (flag !== undefined)
    return format(
      FORMS.test(flag) && isDay(flag.slice(0, 10)) ? new Date(flag) : undefined,
      '--now',
      flag,
      '2026-01-31 or 2026-01-31T12:00:00Z',
    )
  if (epoch === undefined || epoch === '') return format(real, '', '', '')
  return format(
    /^\d{1,11}$/.test(epoch) ? new Date(Number(epoch) * 1000) : undefined,
    'SOURCE_DATE_EPOCH',
    epoch,
    'seconds since 1970',
  )
}

/** JavaScript takes the 30th of February for the 2nd of March. */
const isDay = (date: string): boolean => new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) === true

function format(date: Date | undefined, name: string, given: string, form: string): string {
  if (date === undefined || Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999)
    throw new RunError([{ message: `${name} ${JSON.stringify(given)} is not a time`, fix: `write ${form}` }])
  return `${date.toISOString().slice(0, 19)}Z`
}
