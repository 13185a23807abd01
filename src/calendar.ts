const DAY = 24 * 60 * 60 * 1000

/** An instant so many days later, `YYYY-MM-DDTHH:MM:SSZ`; never beyond the year 9999. */
export function addDays(instant: string, days: number): string {
  const later = Date.parse(instant) + days * DAY
  return `${new Date(Math.min(later, Date.UTC(9999, 11, 31, 23, 59, 59))).toISOString().slice(0, 19)}Z`
}

/** Whole days from one instant to another; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.floor((Date.parse(to) - Date.parse(from)) / DAY)

/** Whether a text is a day of the calendar, `YYYY-MM-DD`; JavaScript takes the 30th of February for the 2nd of March. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
