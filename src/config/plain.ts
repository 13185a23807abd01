import type { Json } from '../model.ts'
import { RunError } from '../run-error.ts'
import { type Step, spell } from './explain.ts'

/**
 * A configuration as plain data: members that are undefined are absent, as TypeScript has it, and anything else that
 * JSON does not know is a mistake.
 * @throws {RunError} with the first such place
 */
export function plain(path: string, value: unknown, at: readonly Step[] = []): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (Array.isArray(value)) return value.map((item, index) => plain(path, item, [...at, index]))
  if (typeof value === 'object' && isPlainObject(value) && Object.keys(value).every(key => key.isWellFormed())) {
    if (Object.keys(value).length > MOST_KEYS) throw tooMany(path, at)
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    return Object.fromEntries(members.map(([key, member]) => [key, plain(path, member, [...at, key])]))
  }
  const where = at.length === 0 ? 'the configuration' : spell(at)
  throw new RunError([
    {
      where: path,
      message: `${where} must be plain data, not a ${nameOf(value)}`,
      fix: 'write objects, lists, strings, numbers and booleans only',
    },
  ])
}

/** Nobody writes as many, and a schema takes its time over each. */
const MOST_KEYS = 1000

const tooMany = (path: string, at: readonly Step[]): RunError =>
  new RunError([
    {
      where: path,
      message: `${at.length === 0 ? 'the configuration' : spell(at)} has more than ${MOST_KEYS} keys`,
      fix: 'keep what is needed',
    },
  ])

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? value.constructor.name : typeof value
