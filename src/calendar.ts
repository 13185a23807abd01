const DAY = 24 * 60 * 60 * 1000

/** An instant so many days later, `YYYY-MM-DDTHH:MM:SSZ`; never beyond the year 9999. */
export function addDays(instant: string, days: number): string {
  const later = Date.parse(instant) + days * DAY
  return `${new Date(Math.min(later, Date.UTC(9999, 11, 31, 23, 59, 59))).toISOString().slice(0, 19)}Z`
}

/** The same day and time so many months later, or the last day of a month that is shorter; never beyond the year 9999. */
export function addMonths(instant: string, months: number): string {
  const month = Number(instant.slice(0, 4)) * 12 + Number(instant.slice(5, 7)) - 1 + months
  const year = Math.floor(month / 12)
  if (year > 9999) return '9999-12-31T23:59:59Z'
  const last = new Date(Date.UTC(2000, 0, 1))
  last.setUTCFullYear(year, (month % 12) + 1, 0)
  const day = Math.min(Number(instant.slice(8, 10)), last.getUTCDate())
  return `${last.toISOString().slice(0, 8)}${String(day).padStart(2, '0')}${instant.slice(10)}`
}

/** Whole days from one instant to another; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.floor((Date.parse(to) - Date.parse(from)) / DAY)

/** Whether a text is a day of the calendar, `YYYY-MM-DD`; JavaScript takes the 30th of February for the 2nd of March. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
