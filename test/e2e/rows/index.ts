import type { Row } from '../support/row.ts'
import { ALGORITHMS } from './algorithms.ts'
import { AUTHORITIES } from './authorities.ts'
import { CONSTRAINTS } from './constraints.ts'
import { NAMES } from './names.ts'
import { PATHS } from './paths.ts'
import { VALIDITY } from './validity.ts'

/** Every server that the clients are asked about, by what its rows are about. */
export const ROWS: readonly (readonly [string, readonly Row[]])[] = [
  ['names', NAMES],
  ['paths', PATHS],
  ['validity', VALIDITY],
  ['authorities', AUTHORITIES],
  ['name constraints', CONSTRAINTS],
  ['keys, signatures, serial numbers', ALGORITHMS],
]
