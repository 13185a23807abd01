import { contentText, DerError, type Element, Tag } from './reader.ts'

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/

/**
 * A UTCTime or GeneralizedTime as `YYYY-MM-DDTHH:MM:SSZ`, a form whose text order is its time order.
 * With seconds and in UTC only; two-digit years from 50 on are 19YY (RFC 5280 4.1.2.5.1 and 4.1.2.5.2).
 * @throws {DerError} for any other form and for dates that no calendar has
 */
export function readTime(bytes: Uint8Array, element: Element): string {
  const { tag, content } = element
  const text = contentText(bytes, element, 'latin1')
  const match = (tag === Tag.utcTime ? UTC_TIME : GENERALIZED_TIME).exec(text)
  if (match === null) throw new DerError('a time that is not in UTC with seconds', content)
  const [, first = '', month = '', day = '', hour = '', minute = '', second = ''] = match
  const year = tag === Tag.utcTime ? `${first < '50' ? '20' : '19'}${first}` : first
  if (!isDate(Number(year), Number(month), Number(day)) || hour > '23' || minute > '59' || second > '59')
    throw new DerError('a date that no calendar has', content)
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}

function isDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}
