/** The part of JSON Schema draft 7 that this program's schemas use. `$comment` says in words what a pattern allows. */
export interface JsonSchema {
  $schema?: string
  $comment?: string
  title?: string
  description?: string
  /** Values that it allows, the first of which is what a message advises. */
  examples?: unknown[]
  type?: 'object' | 'array' | 'string' | 'boolean' | 'integer'
  const?: string | number
  enum?: string[]
  pattern?: string
  minLength?: number
  minimum?: number
  maximum?: number
  /** One schema for all items, or one for each. */
  items?: JsonSchema | JsonSchema[]
  additionalItems?: boolean
  minItems?: number
  uniqueItems?: boolean
  properties?: Record<string, JsonSchema>
  propertyNames?: JsonSchema
  additionalProperties?: boolean | JsonSchema
  required?: string[]
  maxItems?: number
  if?: JsonSchema
  then?: JsonSchema
  else?: JsonSchema
}

/** One way in which a value is not what a schema allows: the keyword, and the place as a JSON Pointer in a fragment. */
export interface Violation {
  readonly keyword: string
  readonly instanceLocation: string
  readonly keywordLocation: string
  readonly error: string
}
