import { Validator } from '@cfworker/json-schema'
import type { JsonSchema, Violation } from './json-schema.ts'

/** Every violation of a schema by a value; none for a value that the schema allows. */
export const violations = (value: unknown, schema: JsonSchema): readonly Violation[] =>
  new Validator(schema, '7', false).validate(value).errors
