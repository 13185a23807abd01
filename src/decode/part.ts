import type { Fault, Format } from '../model.ts'

/** A block before it is numbered. */
export type Part = {
  readonly line: number
  readonly formats: readonly Format[]
  readonly name?: string
} & ({ readonly der: Uint8Array } | { readonly fault: Fault })

/** Where bytes stand: their first line, and what they were already unwrapped from. */
export interface Wrapping {
  readonly line: number
  readonly formats: readonly Format[]
}

/** Reads the objects of a Kubernetes manifest; `unwrap` decodes the values found in them. */
export type ManifestReader = (
  text: Uint8Array,
  wrapping: Wrapping,
  unwrap: (bytes: Uint8Array, inside: Wrapping) => Part[],
) => Part[]
